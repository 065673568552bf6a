<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="nl">
<context>
    <name></name>
    <message>
        <source>Beloofd. {} ziet het in de afspraak.</source>
        <translation>Promised. {} sees it in the agreement.</translation>
    </message>
    <message>
        <source>Gezegd: lukt niet, laten we praten.</source>
        <translation>Said: this will not work, let’s talk.</translation>
    </message>
    <message>
        <source>Afspraak nagekomen.</source>
        <translation>Agreement kept.</translation>
    </message>
    <message>
        <source>Afspraak ingetrokken.</source>
        <translation>Agreement withdrawn.</translation>
    </message>
    <message>
        <source>Gevraagd</source>
        <translation>Asked</translation>
    </message>
    <message>
        <source>Deels toegezegd</source>
        <translation>Partly promised</translation>
    </message>
    <message>
        <source>Toegezegd</source>
        <translation>Promised</translation>
    </message>
    <message>
        <source>Laten we praten</source>
        <translation>Let’s talk</translation>
    </message>
    <message>
        <source>Lukt niet</source>
        <translation>Will not work</translation>
    </message>
    <message>
        <source>Nagekomen</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Niet gelukt</source>
        <translation>Did not work</translation>
    </message>
    <message>
        <source>Ingetrokken</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>{} ({})</source>
        <translation>{} ({})</translation>
    </message>
    <message>
        <source>gekozen, </source>
        <translation>picked, </translation>
    </message>
    <message>
        <source>Voorbeeld: {}</source>
        <translation>Sample: {}</translation>
    </message>
    <message>
        <source>Niet ingevuld: {}</source>
        <translation>Not filled in: {}</translation>
    </message>
    <message>
        <source>uiterlijk {}</source>
        <translation>due {}</translation>
    </message>
    <message>
        <source>Wacht</source>
        <translation>Waits</translation>
    </message>
    <message>
        <source>Bezig</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>Verzonden</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>Bevestigd</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>Keuze nodig</source>
        <translation>Choice needed</translation>
    </message>
    <message>
        <source>Geweigerd</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>1 wijziging wacht, sinds {}</source>
        <translation>1 change waits, since {}</translation>
    </message>
    <message>
        <source>{} wijzigingen wachten, sinds {}</source>
        <translation>{} changes wait, since {}</translation>
    </message>
    <message>
        <source>Vandaag</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Werklijst</source>
        <translation>Worklist</translation>
    </message>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Ambitie</source>
        <translation>Ambition</translation>
    </message>
    <message>
        <source>Synchronisatie</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Instellingen</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Hulp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Nieuwe zaak</source>
        <translation>New case</translation>
    </message>
    <message>
        <source>Notitie schrijven</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Document toevoegen</source>
        <translation>Add a document</translation>
    </message>
    <message>
        <source>Status zetten</source>
        <translation>Set status</translation>
    </message>
    <message>
        <source>Afspraak maken</source>
        <translation>Make agreement</translation>
    </message>
    <message>
        <source>Besluit nemen</source>
        <translation>Take a decision</translation>
    </message>
    <message>
        <source>Gegevens wijzigen</source>
        <translation>Change details</translation>
    </message>
    <message>
        <source>Tekst uit een sjabloon</source>
        <translation>Text from a template</translation>
    </message>
    <message>
        <source>Contact vastleggen</source>
        <translation>Record a contact</translation>
    </message>
    <message>
        <source>Bestand of plaatje plakken</source>
        <translation>Paste a file or picture</translation>
    </message>
    <message>
        <source>Bezoek plannen</source>
        <translation>Plan a visit</translation>
    </message>
    <message>
        <source>Klaarzetten voor bezoek</source>
        <translation>Make ready for a visit</translation>
    </message>
    <message>
        <source>Checklist invullen</source>
        <translation>Fill in the checklist</translation>
    </message>
    <message>
        <source>Document uit een sjabloon</source>
        <translation>Document from a template</translation>
    </message>
    <message>
        <source>Zaak overdragen</source>
        <translation>Hand over the case</translation>
    </message>
    <message>
        <source>Iemand toevoegen</source>
        <translation>Add somebody</translation>
    </message>
    <message>
        <source>Resultaat vastleggen</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Notitie met soort of concept</source>
        <translation>Note with kind or draft</translation>
    </message>
    <message>
        <source>Zaak koppelen</source>
        <translation>Link case</translation>
    </message>
    <message>
        <source>Deelzaak maken</source>
        <translation>Make deelzaak</translation>
    </message>
    <message>
        <source>Bezoeken naar je agenda</source>
        <translation>Visits to your calendar</translation>
    </message>
    <message>
        <source>Bezoeken uit je agenda</source>
        <translation>Visits from your calendar</translation>
    </message>
    <message>
        <source>Nu synchroniseren</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>Synchroniseren stoppen</source>
        <translation>Stop syncing</translation>
    </message>
    <message>
        <source>Filter in deze lijst</source>
        <translation>Filter this list</translation>
    </message>
    <message>
        <source>Koffer op slot</source>
        <translation>Lock the briefcase</translation>
    </message>
    <message>
        <source>Ongedaan maken</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Afdrukken</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Terug</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Vooruit</source>
        <translation>Forward</translation>
    </message>
    <message>
        <source>Menu smal of breed</source>
        <translation>Menu narrow or wide</translation>
    </message>
    <message>
        <source>Zoek of doe</source>
        <translation>Search or do</translation>
    </message>
    <message>
        <source>Volgend deel van het venster</source>
        <translation>Next part of the window</translation>
    </message>
    <message>
        <source>Vorig deel van het venster</source>
        <translation>Previous part of the window</translation>
    </message>
    <message>
        <source>Compleet, {}</source>
        <translation>Complete, {}</translation>
    </message>
    <message>
        <source>Nog niet compleet. Dit ontbreekt: {}.</source>
        <translation>Not complete yet. This is missing: {}.</translation>
    </message>
    <message>
        <source>Nog niet compleet.</source>
        <translation>Not complete yet.</translation>
    </message>
    <message>
        <source>We zetten de zaak klaar voor een bezoek.</source>
        <translation>We are making the case ready for a visit.</translation>
    </message>
    <message>
        <source>is</source>
        <translation>is</translation>
    </message>
    <message>
        <source>is niet</source>
        <translation>is not</translation>
    </message>
    <message>
        <source>bevat</source>
        <translation>contains</translation>
    </message>
    <message>
        <source>vanaf</source>
        <translation>from</translation>
    </message>
    <message>
        <source>tot en met</source>
        <translation>until</translation>
    </message>
    <message>
        <source>{} niet ingevuld</source>
        <translation>{} not filled in</translation>
    </message>
    <message>
        <source>{} ingevuld</source>
        <translation>{} filled in</translation>
    </message>
    <message>
        <source>Van</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Aan</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Cc</translation>
    </message>
    <message>
        <source>Datum</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Onderwerp</source>
        <translation>Subject</translation>
    </message>
    <message>
        <source>1 nieuwe scan</source>
        <translation>1 new scan</translation>
    </message>
    <message>
        <source>{} nieuwe scans</source>
        <translation>{} new scans</translation>
    </message>
    <message>
        <source>Eén bezoek, om {}.</source>
        <translation>One visit, at {}.</translation>
    </message>
    <message>
        <source>{} bezoeken, het eerste om {}.</source>
        <translation>{} visits, the first at {}.</translation>
    </message>
    <message>
        <source>Er zijn {} nieuwe signalen. Kijk bij Vandaag.</source>
        <translation>There are {} new signals. Look at Today.</translation>
    </message>
    <message>
        <source>1 wijziging bevestigd.</source>
        <translation>1 change confirmed.</translation>
    </message>
    <message>
        <source>{} wijzigingen bevestigd.</source>
        <translation>{} changes confirmed.</translation>
    </message>
    <message>
        <source>1 vraag aan jou.</source>
        <translation>1 question for you.</translation>
    </message>
    <message>
        <source>{} vragen aan jou.</source>
        <translation>{} questions for you.</translation>
    </message>
    <message>
        <source>Teruggetrokken. Wat er eerst stond, staat er weer.</source>
        <translation>Taken back. What was there before is there again.</translation>
    </message>
    <message>
        <source>Teruggetrokken. We kijken of het bij het register staat en halen het daar weg.</source>
        <translation>Taken back. We look whether it is at the register and remove it there.</translation>
    </message>
    <message>
        <source>Teruggetrokken. We kijken of het bij het register staat. Dan blijft het daar.</source>
        <translation>Taken back. We look whether it is at the register. Then it stays there.</translation>
    </message>
    <message>
        <source>Teruggetrokken. Het is niet verstuurd.</source>
        <translation>Taken back. It was not sent.</translation>
    </message>
    <message>
        <source>Voor deze soort zaak deelde nog niemand een tekst.</source>
        <translation>Nobody shared a text for this type of case yet.</translation>
    </message>
    <message>
        <source>Open een zaak of een lijst. Die kun je afdrukken.</source>
        <translation>Open a case or a list. Those you can print.</translation>
    </message>
    <message>
        <source>Afgedrukt. Op papier staan gegevens van mensen: bewaar het veilig.</source>
        <translation>Printed. There are people&apos;s details on paper: keep it safe.</translation>
    </message>
    <message>
        <source>Resultaat wijzigen…</source>
        <translation>Change result…</translation>
    </message>
    <message>
        <source>Resultaat vastleggen…</source>
        <translation>Record result…</translation>
    </message>
    <message>
        <source>Zaak heropenen…</source>
        <translation>Reopen case…</translation>
    </message>
    <message>
        <source>Zaak hervatten…</source>
        <translation>Resume case…</translation>
    </message>
    <message>
        <source>Zaak opschorten…</source>
        <translation>Suspend case…</translation>
    </message>
    <message>
        <source>Zaak verlengen…</source>
        <translation>Extend case…</translation>
    </message>
    <message>
        <source>Zaak afbreken…</source>
        <translation>Abort case…</translation>
    </message>
    <message>
        <source>Kopieer het nummer</source>
        <translation>Copy the number</translation>
    </message>
    <message>
        <source>Bekijk wat nog niet bij het register staat</source>
        <translation>See what is not yet at the registry</translation>
    </message>
    <message>
        <source>Typ je wachtzin.</source>
        <translation>Type your passphrase.</translation>
    </message>
    <message>
        <source>Typ je pincode.</source>
        <translation>Type your PIN code.</translation>
    </message>
    <message>
        <source>Je koffer is op slot. {}</source>
        <translation>Your briefcase is locked. {}</translation>
    </message>
    <message>
        <source>Alles staat veilig. Wat wacht, wordt gewoon verstuurd.</source>
        <translation>Everything is safe. What waits is sent as usual.</translation>
    </message>
    <message>
        <source>Oefen je? Dan is de wachtzin ‘oefenen’.</source>
        <translation>Practising? Then the passphrase is ‘oefenen’.</translation>
    </message>
    <message>
        <source>&amp;Openen</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>1 document staat nog open in een ander programma. Sla het daar op en sluit het.</source>
        <translation>1 document is still open in another program. Save it there and close it.</translation>
    </message>
    <message>
        <source>{} documenten staan nog open in een ander programma. Sla ze op en sluit ze.</source>
        <translation>{} documents are still open in another program. Save them and close them.</translation>
    </message>
    <message>
        <source>Je organisatie wil dat je koffer op slot kan. Kies een pincode bij Instellingen.</source>
        <translation>Your organisation wants your briefcase to lock. Choose a PIN code in Settings.</translation>
    </message>
    <message>
        <source>Kies eerst een pincode. Daarmee ga je er straks weer in.</source>
        <translation>Choose a PIN code first. You get back in with it.</translation>
    </message>
    <message>
        <source>Te vaak fout. Over een halve minuut kun je het weer proberen.</source>
        <translation>Wrong too often. You can try again in half a minute.</translation>
    </message>
    <message>
        <source>Hoofdzaak van deze zaak</source>
        <translation>Main case of this case</translation>
    </message>
    <message>
        <source>Deelzaak van deze zaak</source>
        <translation>Deelzaak of this case</translation>
    </message>
    <message>
        <source>Deze zaak volgt hierop</source>
        <translation>This case follows from it</translation>
    </message>
    <message>
        <source>Gaat over hetzelfde</source>
        <translation>About the same matter</translation>
    </message>
    <message>
        <source>Deze zaak draagt hieraan bij</source>
        <translation>This case contributes to it</translation>
    </message>
    <message>
        <source>Er was niets veranderd, dus er is geen nieuwe versie.</source>
        <translation>Nothing had changed, so there is no new version.</translation>
    </message>
    <message>
        <source>Voor collega’s (intern)</source>
        <translation>For colleagues (internal)</translation>
    </message>
    <message>
        <source>Ook voor buiten (extern)</source>
        <translation>Also for outside (external)</translation>
    </message>
    <message>
        <source>Voor wie is deze notitie?</source>
        <translation>Who is this note for?</translation>
    </message>
    <message>
        <source>Voorbeeldzaken staan erbij. Die zijn niet echt.</source>
        <translation>Sample cases are among them. Those are not real.</translation>
    </message>
    <message>
        <source>Oefenen. Niets hiervan is echt.</source>
        <translation>Practice. None of this is real.</translation>
    </message>
    <message>
        <source>De voorbeeldzaken zijn weg.</source>
        <translation>The sample cases are gone.</translation>
    </message>
    <message>
        <source>er staat geen zaaknummer in</source>
        <translation>no case number in it</translation>
    </message>
    <message>
        <source>duurt de hele dag</source>
        <translation>takes the whole day</translation>
    </message>
    <message>
        <source>komt steeds terug</source>
        <translation>comes back again and again</translation>
    </message>
    <message>
        <source>heeft geen begin</source>
        <translation>has no beginning</translation>
    </message>
    <message>
        <source>niet te lezen</source>
        <translation>cannot be read</translation>
    </message>
    <message>
        <source>foto {}.jpg</source>
        <translation>photo {}.jpg</translation>
    </message>
    <message>
        <source>bericht {}.eml</source>
        <translation>message {}.eml</translation>
    </message>
    <message>
        <source>plaatje {}.png</source>
        <translation>picture {}.png</translation>
    </message>
    <message>
        <source>geplakte tekst {}.txt</source>
        <translation>pasted text {}.txt</translation>
    </message>
</context>
<context>
    <name>AddressPane</name>
    <message>
        <source>Adres toevoegen</source>
        <translation>Add an address</translation>
    </message>
    <message>
        <source>Adres &amp;bewaren</source>
        <translation>&amp;Keep address</translation>
    </message>
    <message>
        <source>&amp;Straat</source>
        <translation>&amp;Street</translation>
    </message>
    <message>
        <source>&amp;Huisnummer</source>
        <translation>&amp;House number</translation>
    </message>
    <message>
        <source>Toe&amp;voeging. Mag je overslaan</source>
        <translation>&amp;Addition. You may skip this</translation>
    </message>
    <message>
        <source>&amp;Postcode. Mag je overslaan</source>
        <translation>&amp;Postcode. You may skip this</translation>
    </message>
    <message>
        <source>Plaa&amp;ts</source>
        <translation>&amp;Town</translation>
    </message>
    <message>
        <source>Wat is het &amp;voor de zaak? Mag je overslaan</source>
        <translation>What is it &amp;to the case? You may skip this</translation>
    </message>
    <message>
        <source>Adres bewaard.</source>
        <translation>Address kept.</translation>
    </message>
</context>
<context>
    <name>AfspraakRow</name>
    <message>
        <source>jou</source>
        <translation>you</translation>
    </message>
    <message>
        <source>beloofd door jou</source>
        <translation>promised by you</translation>
    </message>
    <message>
        <source>beloofd aan {} door {}</source>
        <translation>promised to {} by {}</translation>
    </message>
    <message>
        <source>gevraagd door {} aan {}</source>
        <translation>asked by {} of {}</translation>
    </message>
    <message>
        <source>uiterlijk {}</source>
        <translation>due {}</translation>
    </message>
    <message>
        <source>Dat beloof ik</source>
        <translation>I promise</translation>
    </message>
    <message>
        <source>Lukt niet, laten we praten</source>
        <translation>Will not work, let’s talk</translation>
    </message>
    <message>
        <source>Nagekomen</source>
        <translation>Kept</translation>
    </message>
    <message>
        <source>Intrekken</source>
        <translation>Withdraw</translation>
    </message>
</context>
<context>
    <name>AmbitionLine</name>
    <message>
        <source>Samen: {}</source>
        <translation>Together: {}</translation>
    </message>
</context>
<context>
    <name>AmbitionPage</name>
    <message>
        <source>Ambitie</source>
        <translation>Ambition</translation>
    </message>
    <message>
        <source>Waar jullie samen voor gaan, en waaraan je dat merkt.</source>
        <translation>What you go for together, and how you notice it.</translation>
    </message>
    <message>
        <source>Wat willen jullie samen bereiken? Schrijf het in één zin.</source>
        <translation>What do you want to achieve together? Write it in one sentence.</translation>
    </message>
    <message>
        <source>Ambitie schrijven</source>
        <translation>Write ambition</translation>
    </message>
    <message>
        <source>Wijzigen</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Wat willen jullie samen bereiken?</source>
        <translation>What do you want to achieve together?</translation>
    </message>
    <message>
        <source>&amp;Ambitie, in één zin</source>
        <translation>&amp;Ambition, in one sentence</translation>
    </message>
    <message>
        <source>&amp;Toelichting</source>
        <translation>&amp;Explanation</translation>
    </message>
    <message>
        <source>&amp;Doelen, één per regel</source>
        <translation>&amp;Goals, one per line</translation>
    </message>
    <message>
        <source>&amp;Bewaren</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>&amp;Niet bewaren</source>
        <translation>&amp;Don’t save</translation>
    </message>
    <message>
        <source>Ambitie bewaard.</source>
        <translation>Ambition saved.</translation>
    </message>
    <message>
        <source>Teruggetrokken. Het is niet verstuurd.</source>
        <translation>Taken back. It was not sent.</translation>
    </message>
</context>
<context>
    <name>AppointmentPane</name>
    <message>
        <source>Afspraak maken</source>
        <translation>Make agreement</translation>
    </message>
    <message>
        <source>&amp;Vraag het</source>
        <translation>As&amp;k for it</translation>
    </message>
    <message>
        <source>&amp;Wat spreken jullie af?</source>
        <translation>&amp;What do you agree?</translation>
    </message>
    <message>
        <source>Met w&amp;ie?</source>
        <translation>With wh&amp;om?</translation>
    </message>
    <message>
        <source>&amp;Uiterlijk</source>
        <translation>D&amp;ue</translation>
    </message>
    <message>
        <source>Toe&amp;lichting. Mag je overslaan</source>
        <translation>Exp&amp;lanation. You may skip it</translation>
    </message>
    <message>
        <source> (jij belooft het)</source>
        <translation> (you promise it)</translation>
    </message>
    <message>
        <source>Dat &amp;beloof ik</source>
        <translation>I &amp;promise</translation>
    </message>
    <message>
        <source>Beloofd.</source>
        <translation>Promised.</translation>
    </message>
    <message>
        <source>Gevraagd aan {}.</source>
        <translation>Asked {}.</translation>
    </message>
</context>
<context>
    <name>AppointmentsCard</name>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Alle</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Minder</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>Alle {}</source>
        <translation>All {}</translation>
    </message>
    <message>
        <source>Nog geen afspraken met collega’s.</source>
        <translation>No agreements with colleagues yet.</translation>
    </message>
    <message>
        <source>Afspraak maken</source>
        <translation>Make agreement</translation>
    </message>
</context>
<context>
    <name>AppointmentsPage</name>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Afspraak &amp;maken</source>
        <translation>&amp;Make agreement</translation>
    </message>
    <message>
        <source>Nog geen afspraken met collega’s.</source>
        <translation>No agreements with colleagues yet.</translation>
    </message>
    <message>
        <source>Afspraak maken</source>
        <translation>Make agreement</translation>
    </message>
    <message>
        <source>Gevraagd aan jou, of beloofd door jou</source>
        <translation>Asked of you, or promised by you</translation>
    </message>
    <message>
        <source>Beloofd aan jou, of door jou gevraagd</source>
        <translation>Promised to you, or asked by you</translation>
    </message>
    <message>
        <source>Tussen collega’s</source>
        <translation>Between colleagues</translation>
    </message>
    <message>
        <source>Klaar</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Teruggetrokken. Het is niet verstuurd.</source>
        <translation>Taken back. It was not sent.</translation>
    </message>
</context>
<context>
    <name>AttachPane</name>
    <message>
        <source>Documenten toevoegen</source>
        <translation>Add documents</translation>
    </message>
    <message>
        <source>Soort document, voor wat je &amp;hierna toevoegt</source>
        <translation>Kind of document, for w&amp;hat you add next</translation>
    </message>
    <message>
        <source>Soort document</source>
        <translation>Kind of document</translation>
    </message>
    <message>
        <source>&amp;Ongedaan maken</source>
        <translation>&amp;Undo</translation>
    </message>
    <message>
        <source>&amp;Klaar</source>
        <translation>Don&amp;e</translation>
    </message>
    <message>
        <source>Vanzelf, naar het bestand</source>
        <translation>By itself, from the file</translation>
    </message>
    <message>
        <source>Bewaard bij {} documenten.</source>
        <translation>Saved with {} documents.</translation>
    </message>
    <message>
        <source>Bewaard bij 1 document.</source>
        <translation>Saved with 1 document.</translation>
    </message>
    <message>
        <source>Je kunt dit sluiten. Inpakken gaat door.</source>
        <translation>You can close this. Packing goes on.</translation>
    </message>
</context>
<context>
    <name>AttachRow</name>
    <message>
        <source>Titel van {}</source>
        <translation>Title of {}</translation>
    </message>
    <message>
        <source>{} inpakken</source>
        <translation>Packing {}</translation>
    </message>
    <message>
        <source>Toch toevoegen</source>
        <translation>Add anyway</translation>
    </message>
    <message>
        <source>Stoppen</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stop met {}</source>
        <translation>Stop {}</translation>
    </message>
    <message>
        <source>Inpakken: {} van {}</source>
        <translation>Packing: {} of {}</translation>
    </message>
    <message>
        <source>nog 1 seconde</source>
        <translation>1 second left</translation>
    </message>
    <message>
        <source>nog {} seconden</source>
        <translation>{} seconds left</translation>
    </message>
    <message>
        <source>Veilig in de koffer.</source>
        <translation>Safe in the briefcase.</translation>
    </message>
    <message>
        <source>van {}</source>
        <translation>from {}</translation>
    </message>
    <message>
        <source>kleinere kopie van {}</source>
        <translation>smaller copy of {}</translation>
    </message>
    <message>
        <source>origineel in de map ‘{}’</source>
        <translation>original in the folder ‘{}’</translation>
    </message>
    <message>
        <source>het origineel mag weg</source>
        <translation>the original may go</translation>
    </message>
    <message>
        <source>deze inhoud stond al in de zaak</source>
        <translation>this content was in the case already</translation>
    </message>
    <message>
        <source>De andere bestanden gaan gewoon door.</source>
        <translation>The other files just go on.</translation>
    </message>
    <message>
        <source>Weghalen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Haal {} uit deze lijst</source>
        <translation>Take {} out of this list</translation>
    </message>
</context>
<context>
    <name>AttachTotal</name>
    <message>
        <source>Alle documenten inpakken</source>
        <translation>Packing all documents</translation>
    </message>
    <message>
        <source>{} van {} ingepakt</source>
        <translation>{} of {} packed</translation>
    </message>
    <message>
        <source>{} documenten veilig in de koffer</source>
        <translation>{} documents safe in the briefcase</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>Over&amp;dragen…</source>
        <translation>Han&amp;d over…</translation>
    </message>
    <message>
        <source>O&amp;vernemen…</source>
        <translation>Take o&amp;ver…</translation>
    </message>
    <message>
        <source>&amp;Status…</source>
        <translation>&amp;Status…</translation>
    </message>
    <message>
        <source>&amp;Meenemen…</source>
        <translation>Take a&amp;long…</translation>
    </message>
    <message>
        <source>Meer</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Selectie &amp;wissen</source>
        <translation>Clea&amp;r selection</translation>
    </message>
    <message>
        <source>1 gekozen</source>
        <translation>1 picked</translation>
    </message>
    <message>
        <source>{} gekozen</source>
        <translation>{} picked</translation>
    </message>
    <message>
        <source>Loslaten…</source>
        <translation>Let go…</translation>
    </message>
    <message>
        <source>Niet meer meenemen…</source>
        <translation>No longer take along…</translation>
    </message>
    <message>
        <source>Als bestand bewaren…</source>
        <translation>Save as a file…</translation>
    </message>
</context>
<context>
    <name>BulkPane</name>
    <message>
        <source>Overdragen</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>&amp;Aan wie?</source>
        <translation>To &amp;whom?</translation>
    </message>
    <message>
        <source>Wat moet de ander weten? Mag je &amp;overslaan</source>
        <translation>What does the other need t&amp;o know? You may skip this</translation>
    </message>
    <message>
        <source>W&amp;elke status?</source>
        <translation>Which s&amp;tatus?</translation>
    </message>
    <message>
        <source>Ongedaan maken kan tot het verzonden is.</source>
        <translation>You can undo this until it is sent.</translation>
    </message>
    <message>
        <source>Overnemen</source>
        <translation>Take over</translation>
    </message>
    <message>
        <source>Loslaten</source>
        <translation>Let go</translation>
    </message>
    <message>
        <source>Meenemen</source>
        <translation>Take along</translation>
    </message>
    <message>
        <source>Niet meer meenemen</source>
        <translation>No longer take along</translation>
    </message>
    <message>
        <source>Status zetten</source>
        <translation>Set status</translation>
    </message>
    <message>
        <source>Even kijken…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Dit gebeurt bij 1 zaak.</source>
        <translation>This is done to 1 case.</translation>
    </message>
    <message>
        <source>Dit gebeurt bij {} zaken.</source>
        <translation>This is done to {} cases.</translation>
    </message>
    <message>
        <source>Deze blijven zoals ze zijn:</source>
        <translation>These stay as they are:</translation>
    </message>
    <message>
        <source>En nog {}.</source>
        <translation>And {} more.</translation>
    </message>
    <message>
        <source>1 zaak overgedragen.</source>
        <translation>1 case handed over.</translation>
    </message>
    <message>
        <source>{} zaken overgedragen.</source>
        <translation>{} cases handed over.</translation>
    </message>
    <message>
        <source>1 zaak overgenomen.</source>
        <translation>1 case taken over.</translation>
    </message>
    <message>
        <source>{} zaken overgenomen.</source>
        <translation>{} cases taken over.</translation>
    </message>
    <message>
        <source>1 zaak losgelaten.</source>
        <translation>1 case let go.</translation>
    </message>
    <message>
        <source>{} zaken losgelaten.</source>
        <translation>{} cases let go.</translation>
    </message>
    <message>
        <source>1 zaak gaat mee.</source>
        <translation>1 case comes along.</translation>
    </message>
    <message>
        <source>{} zaken gaan mee.</source>
        <translation>{} cases come along.</translation>
    </message>
    <message>
        <source>1 zaak gaat niet meer apart mee.</source>
        <translation>1 case no longer comes along by itself.</translation>
    </message>
    <message>
        <source>{} zaken gaan niet meer apart mee.</source>
        <translation>{} cases no longer come along by themselves.</translation>
    </message>
    <message>
        <source>1 status gezet.</source>
        <translation>1 status set.</translation>
    </message>
    <message>
        <source>{} statussen gezet.</source>
        <translation>{} statuses set.</translation>
    </message>
    <message>
        <source>Ongedaan gemaakt.</source>
        <translation>Undone.</translation>
    </message>
</context>
<context>
    <name>CalendarWork</name>
    <message>
        <source>bezoeken.ics</source>
        <translation>visits.ics</translation>
    </message>
    <message>
        <source>Bezoeken naar je agenda</source>
        <translation>Visits to your calendar</translation>
    </message>
    <message>
        <source>{} bezoeken bewaard voor je agenda. Er staan geen namen van inwoners in.</source>
        <translation>{} visits saved for your calendar. It names no inhabitants.</translation>
    </message>
    <message>
        <source>Bezoeken uit je agenda</source>
        <translation>Visits from your calendar</translation>
    </message>
    <message>
        <source>Gepland: {}. Verplaatst: {}. Afgezegd: {}.</source>
        <translation>Planned: {}. Moved: {}. Called off: {}.</translation>
    </message>
    <message>
        <source>en nog {}</source>
        <translation>and {} more</translation>
    </message>
    <message>
        <source>Niet overgenomen: {}.</source>
        <translation>Not taken in: {}.</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Welke camera?</source>
        <translation>Which camera?</translation>
    </message>
    <message>
        <source>&amp;Maak foto</source>
        <translation>&amp;Take photo</translation>
    </message>
    <message>
        <source>&amp;Gebruik deze foto</source>
        <translation>&amp;Use this photo</translation>
    </message>
    <message>
        <source>Opnie&amp;uw</source>
        <translation>A&amp;gain</translation>
    </message>
    <message>
        <source>Camera uit</source>
        <translation>Camera off</translation>
    </message>
    <message>
        <source>Je ziet wat de camera ziet. De foto gaat meteen versleuteld mee.</source>
        <translation>You see what the camera sees. The photo is encrypted at once.</translation>
    </message>
    <message>
        <source>De foto die je maakte</source>
        <translation>The photo you took</translation>
    </message>
    <message>
        <source>Beeld van de camera</source>
        <translation>Camera image</translation>
    </message>
    <message>
        <source>Gelukt? Gebruik de foto, of maak hem opnieuw.</source>
        <translation>Is it right? Use the photo, or take it again.</translation>
    </message>
    <message>
        <source>De camera geeft geen beeld. Misschien gebruikt een ander programma hem, of mag Zaakkoffer hem niet gebruiken.</source>
        <translation>The camera gives no image. Perhaps another program uses it, or Zaakkoffer may not use it.</translation>
    </message>
</context>
<context>
    <name>CapturedCard</name>
    <message>
        <source>Vastgelegd</source>
        <translation>Recorded</translation>
    </message>
    <message>
        <source>Snelle notitie</source>
        <translation>Quick note</translation>
    </message>
    <message>
        <source>Laatste ongedaan maken</source>
        <translation>Undo the last</translation>
    </message>
    <message>
        <source>Hier komt wat je vandaag vastlegt. Het staat meteen veilig.</source>
        <translation>What you record today comes here. It is safe at once.</translation>
    </message>
</context>
<context>
    <name>CaseHead</name>
    <message>
        <source>&amp;Meer</source>
        <translation>&amp;More</translation>
    </message>
    <message>
        <source>Zet &amp;status</source>
        <translation>Set &amp;status</translation>
    </message>
    <message>
        <source>Voorbeeldzaak, niet echt</source>
        <translation>Sample case, not real</translation>
    </message>
    <message>
        <source>voor {}</source>
        <translation>for {}</translation>
    </message>
    <message>
        <source>uiterlijk {}, {}</source>
        <translation>due {}, {}</translation>
    </message>
    <message>
        <source>resultaat {}</source>
        <translation>result {}</translation>
    </message>
    <message>
        <source>Zaak a&amp;fronden</source>
        <translation>&amp;Close case</translation>
    </message>
    <message>
        <source>Zaak her&amp;openen</source>
        <translation>Re&amp;open case</translation>
    </message>
</context>
<context>
    <name>CaseLog</name>
    <message>
        <source>&amp;Document</source>
        <translation>&amp;Document</translation>
    </message>
    <message>
        <source>&amp;Afspraak</source>
        <translation>&amp;Agreement</translation>
    </message>
    <message>
        <source>Nog een concept</source>
        <translation>Still a draft</translation>
    </message>
    <message>
        <source>Je kunt later verder schrijven, via de tijdlijn.</source>
        <translation>You can go on writing later, from the timeline.</translation>
    </message>
    <message>
        <source>Alles</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Notities</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>Documenten</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Gesprek</source>
        <translation>Conversation</translation>
    </message>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Besluiten</source>
        <translation>Decisions</translation>
    </message>
    <message>
        <source>Wijzigingen</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Toon: {}</source>
        <translation>Show: {}</translation>
    </message>
    <message>
        <source>Niets van deze soort in deze zaak.</source>
        <translation>Nothing of this kind in this case.</translation>
    </message>
    <message>
        <source>Filter wissen</source>
        <translation>Clear the filter</translation>
    </message>
    <message>
        <source>Hier komt alles wat er in deze zaak gebeurt.</source>
        <translation>Everything that happens in this case comes here.</translation>
    </message>
    <message>
        <source>Schrijf een notitie</source>
        <translation>Write a note</translation>
    </message>
</context>
<context>
    <name>CaseMore</name>
    <message>
        <source>Bezoek plannen…</source>
        <translation>Plan a visit…</translation>
    </message>
    <message>
        <source>Checklist…</source>
        <translation>Checklist…</translation>
    </message>
    <message>
        <source>Document uit een sjabloon…</source>
        <translation>Document from a template…</translation>
    </message>
    <message>
        <source>Zaak overdragen…</source>
        <translation>Hand over the case…</translation>
    </message>
    <message>
        <source>Iemand toevoegen…</source>
        <translation>Add somebody…</translation>
    </message>
    <message>
        <source>Contact vastleggen…</source>
        <translation>Record a contact…</translation>
    </message>
    <message>
        <source>Adres toevoegen…</source>
        <translation>Add an address…</translation>
    </message>
    <message>
        <source>Object toevoegen…</source>
        <translation>Add object…</translation>
    </message>
    <message>
        <source>Zaak koppelen…</source>
        <translation>Link case…</translation>
    </message>
    <message>
        <source>Ontvangstbevestiging, is er nog niet…</source>
        <translation>Confirmation of receipt, not there yet…</translation>
    </message>
    <message>
        <source>Deelzaak maken…</source>
        <translation>Make deelzaak…</translation>
    </message>
    <message>
        <source>Klaarzetten voor bezoek</source>
        <translation>Make ready for a visit</translation>
    </message>
    <message>
        <source>Notitie is nu definitief.</source>
        <translation>The note is final now.</translation>
    </message>
    <message>
        <source>Weggehaald.</source>
        <translation>Removed.</translation>
    </message>
    <message>
        <source>Losgemaakt.</source>
        <translation>Unlinked.</translation>
    </message>
</context>
<context>
    <name>CasePage</name>
    <message>
        <source>Werklijst</source>
        <translation>Worklist</translation>
    </message>
    <message>
        <source>Ongedaan gemaakt.</source>
        <translation>Undone.</translation>
    </message>
    <message>
        <source>Teruggetrokken. Het is niet verstuurd.</source>
        <translation>Taken back. It was not sent.</translation>
    </message>
    <message>
        <source>Notitie bewaard.</source>
        <translation>Note saved.</translation>
    </message>
    <message>
        <source>Bewaard.</source>
        <translation>Saved.</translation>
    </message>
    <message>
        <source>Document veilig in de koffer.</source>
        <translation>Document safe in the briefcase.</translation>
    </message>
    <message>
        <source>Het nummer staat op het klembord.</source>
        <translation>The number is on the clipboard.</translation>
    </message>
</context>
<context>
    <name>CasePreview</name>
    <message>
        <source>Voorbeeld van de zaak</source>
        <translation>Preview of the case</translation>
    </message>
    <message>
        <source>&amp;Openen</source>
        <translation>&amp;Open</translation>
    </message>
    <message>
        <source>: {}, sinds {}</source>
        <translation>: {}, since {}</translation>
    </message>
    <message>
        <source>Voor</source>
        <translation>For</translation>
    </message>
    <message>
        <source>Soort</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Uiterlijk</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Betrokken</source>
        <translation>Involved</translation>
    </message>
    <message>
        <source>‘{}’ staat in</source>
        <translation>‘{}’ stands in</translation>
    </message>
    <message>
        <source>Laatst gebeurd</source>
        <translation>Happened last</translation>
    </message>
    <message>
        <source>Hier komt alles wat er in deze zaak gebeurt.</source>
        <translation>Everything that happens in this case comes here.</translation>
    </message>
    <message>
        <source>Open afspraak</source>
        <translation>Open agreement</translation>
    </message>
</context>
<context>
    <name>CaseTable</name>
    <message>
        <source>Alle zaken van deze lijst kiezen</source>
        <translation>Choose all cases of this list</translation>
    </message>
</context>
<context>
    <name>CaseTabs</name>
    <message>
        <source>Delen van de zaak</source>
        <translation>Parts of the case</translation>
    </message>
    <message>
        <source>Tijdlijn</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>Gegevens</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Documenten</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Samen</source>
        <translation>Together</translation>
    </message>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Status: {}</source>
        <translation>Status: {}</translation>
    </message>
</context>
<context>
    <name>ChangedList</name>
    <message>
        <source>Gezien</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Veranderd</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Veranderd sinds {}</source>
        <translation>Changed since {}</translation>
    </message>
    <message>
        <source>Er is niets veranderd in jouw zaken. Hier komt wat collega’s doen.</source>
        <translation>Nothing changed in your cases. What colleagues do comes here.</translation>
    </message>
    <message>
        <source>{}: {}</source>
        <translation>{}: {}</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Openen: {}</source>
        <translation>Open: {}</translation>
    </message>
    <message>
        <source>Gezien.</source>
        <translation>Seen.</translation>
    </message>
</context>
<context>
    <name>ChecklistPane</name>
    <message>
        <source>Checklist</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>Vragen en punten</source>
        <translation>Questions and points</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Filter weghalen: {}</source>
        <translation>Remove the filter: {}</translation>
    </message>
    <message>
        <source>Filter weghalen</source>
        <translation>Remove the filter</translation>
    </message>
</context>
<context>
    <name>ChoiceBanner</name>
    <message>
        <source>Kiezen</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Over deze zaak is 1 vraag aan jou. Er is niets overschreven.</source>
        <translation>There is 1 question for you about this case. Nothing was overwritten.</translation>
    </message>
    <message>
        <source>Over deze zaak zijn {} vragen aan jou. Er is niets overschreven.</source>
        <translation>There are {} questions for you about this case. Nothing was overwritten.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Zoek of doe</source>
        <translation>Search or do</translation>
    </message>
    <message>
        <source>Gevonden</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>in deze koffer</source>
        <translation>in this briefcase</translation>
    </message>
    <message>
        <source>↑ ↓ kiezen    Enter openen    Esc sluiten</source>
        <translation>↑ ↓ choose    Enter open    Esc close</translation>
    </message>
    <message>
        <source>Zoek alleen op {}</source>
        <translation>Search by {} only</translation>
    </message>
    <message>
        <source>{} gevonden</source>
        <translation>{} found</translation>
    </message>
    <message>
        <source>Zaken</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Niets gevonden in je koffer voor ‘{}’.</source>
        <translation>Nothing found in your briefcase for ‘{}’.</translation>
    </message>
    <message>
        <source>Zo besloten we eerder</source>
        <translation>How we decided before</translation>
    </message>
    <message>
        <source>Laatst gezocht</source>
        <translation>Searched last</translation>
    </message>
    <message>
        <source>Doen</source>
        <translation>Do</translation>
    </message>
</context>
<context>
    <name>ConflictPage</name>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Later</translation>
    </message>
    <message>
        <source>&amp;Bewaar keuze</source>
        <translation>&amp;Save choice</translation>
    </message>
    <message>
        <source>Een collega en jij veranderden hetzelfde veld. Er is niets overschreven.</source>
        <translation>A colleague and you changed the same field. Nothing was overwritten.</translation>
    </message>
    <message>
        <source>Een collega en jij veranderden dezelfde {} velden. Er is niets overschreven.</source>
        <translation>A colleague and you changed the same {} fields. Nothing was overwritten.</translation>
    </message>
    <message>
        <source>Er is niets overschreven. Wat je deed staat nog hier.</source>
        <translation>Nothing was overwritten. What you did is still here.</translation>
    </message>
    <message>
        <source>Kies wat er in de zaak moet staan</source>
        <translation>Choose what the case should say</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>Een collega</source>
        <translation>A colleague</translation>
    </message>
    <message>
        <source>Er is niets te kiezen.</source>
        <translation>There is nothing to choose.</translation>
    </message>
    <message>
        <source>Zo ligt de zaak erbij</source>
        <translation>How the case stands</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Zaak</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Voor</source>
        <translation>For</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Soort</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Rond die tijd</source>
        <translation>Around that time</translation>
    </message>
    <message>
        <source>Samen overleggen mag ook. Je keuze blijft hier staan, de rest van de zaak gaat gewoon door.</source>
        <translation>You may also talk it over. Your choice stays here, the rest of the case just goes on.</translation>
    </message>
    <message>
        <source>Zo komt het in de zaak: {}.</source>
        <translation>This is how it comes into the case: {}.</translation>
    </message>
    <message>
        <source>Nog niets gekozen. Wat je niet kiest, blijft openstaan.</source>
        <translation>Nothing chosen yet. What you do not choose stays open.</translation>
    </message>
    <message>
        <source>Kies eerst wat er moet staan.</source>
        <translation>First choose what it should say.</translation>
    </message>
    <message>
        <source>Keuze bewaard.</source>
        <translation>Choice saved.</translation>
    </message>
</context>
<context>
    <name>ConnectPane</name>
    <message>
        <source>Aansluiten op mijn organisatie</source>
        <translation>Connect to my organisation</translation>
    </message>
    <message>
        <source>Aans&amp;luiten</source>
        <translation>Co&amp;nnect</translation>
    </message>
    <message>
        <source>Je beheerder gaf je een bestand en een geheim. Kies het bestand, de rest vult zich zoveel mogelijk in.</source>
        <translation>Your administrator gave you a file and a secret. Choose the file, the rest fills itself in where it can.</translation>
    </message>
    <message>
        <source>Bla&amp;deren</source>
        <translation>Bro&amp;wse</translation>
    </message>
    <message>
        <source>Be&amp;stand van je beheerder</source>
        <translation>&amp;File from your administrator</translation>
    </message>
    <message>
        <source>Bestand van je beheerder</source>
        <translation>File from your administrator</translation>
    </message>
    <message>
        <source>&amp;Naam van dit register</source>
        <translation>Name of this regis&amp;try</translation>
    </message>
    <message>
        <source>&amp;Hoe heet je?</source>
        <translation>What is &amp;your name?</translation>
    </message>
    <message>
        <source>Je &amp;medewerkernummer</source>
        <translation>Your &amp;employee number</translation>
    </message>
    <message>
        <source>&amp;Geheim van je beheerder</source>
        <translation>&amp;Secret from your administrator</translation>
    </message>
    <message>
        <source>Haal de &amp;voorbeeldzaken weg</source>
        <translation>Take the sample cases a&amp;way</translation>
    </message>
    <message>
        <source>Wat je daarin oefende, gaat dan ook weg. Niets daarvan was echt. Laat je ze staan, dan staat er bij elke voorbeeldzaak dat hij niet echt is.</source>
        <translation>What you practised in them goes too. None of it was real. If you leave them, each sample case says that it is not real.</translation>
    </message>
    <message>
        <source>Het geheim komt in de sleutelbos van je computer. Heb je bij dit register al een account? Geef dit dan een andere naam.</source>
        <translation>The secret goes into the keyring of your computer. Do you have an account at this registry already? Then give this one another name.</translation>
    </message>
    <message>
        <source>Je hebt nu ook het account {} bij {}. Wat je daar mag, komt eraan.</source>
        <translation>You now have the account {} at {} as well. What you may see there is coming.</translation>
    </message>
    <message>
        <source>Aangesloten op {}. Je zaken komen eraan.</source>
        <translation>Connected to {}. Your cases are on their way.</translation>
    </message>
</context>
<context>
    <name>ContactPane</name>
    <message>
        <source>Contact vastleggen</source>
        <translation>Record a contact</translation>
    </message>
    <message>
        <source>Contact &amp;bewaren</source>
        <translation>&amp;Keep contact</translation>
    </message>
    <message>
        <source>&amp;Hoe?</source>
        <translation>&amp;How?</translation>
    </message>
    <message>
        <source>&amp;Waarover?</source>
        <translation>&amp;What about?</translation>
    </message>
    <message>
        <source>Wat is er &amp;gezegd? Mag je overslaan</source>
        <translation>What was &amp;said? You may skip this</translation>
    </message>
    <message>
        <source>Een contact blijft bij het register staan.</source>
        <translation>A contact stays at the registry.</translation>
    </message>
    <message>
        <source>Contact bewaard.</source>
        <translation>Contact kept.</translation>
    </message>
</context>
<context>
    <name>ContentsSetting</name>
    <message>
        <source>Inhoud van documenten</source>
        <translation>Contents of documents</translation>
    </message>
    <message>
        <source>Van documenten van de laatste {} dagen</source>
        <translation>Of documents of the last {} days</translation>
    </message>
    <message>
        <source>Wat komt vanz&amp;elf mee?</source>
        <translation>What comes &amp;along by itself?</translation>
    </message>
    <message>
        <source>Niets, ik haal het zelf op</source>
        <translation>Nothing, I fetch it myself</translation>
    </message>
    <message>
        <source>Van zaken die ik vastzet</source>
        <translation>Of cases I pin</translation>
    </message>
    <message>
        <source>Van alle documenten</source>
        <translation>Of all documents</translation>
    </message>
    <message>
        <source>Tot hoe groot?</source>
        <translation>Up to which size?</translation>
    </message>
    <message>
        <source>Zuinig met de verbinding: boven {} wacht een document</source>
        <translation>Careful with the connection: above {} a document waits</translation>
    </message>
    <message>
        <source>Plaats uit foto’s halen</source>
        <translation>Take the place out of photographs</translation>
    </message>
    <message>
        <source>Foto’s kleiner maken, langste zijde {} beeldpunten</source>
        <translation>Make photographs smaller, longest side {} pixels</translation>
    </message>
    <message>
        <source>Alles &amp;controleren</source>
        <translation>C&amp;heck everything</translation>
    </message>
    <message>
        <source>Leest alles terug en kijkt of het heel is.</source>
        <translation>Reads everything back and sees whether it is whole.</translation>
    </message>
    <message>
        <source>Heel: {}.</source>
        <translation>Whole: {}.</translation>
    </message>
    <message>
        <source>Opnieuw op te halen: {}.</source>
        <translation>To be fetched again: {}.</translation>
    </message>
    <message>
        <source>Beschadigd: {}. Ze staan op Vandaag, onder ‘Dit heeft jou nodig’.</source>
        <translation>Damaged: {}. You find them on Today, under ‘This needs you’.</translation>
    </message>
</context>
<context>
    <name>DecisionPane</name>
    <message>
        <source>Besluit nemen</source>
        <translation>Take a decision</translation>
    </message>
    <message>
        <source>Besluit &amp;vastleggen</source>
        <translation>Record decis&amp;ion</translation>
    </message>
    <message>
        <source>Wat besluit je?</source>
        <translation>What do you decide?</translation>
    </message>
    <message>
        <source>Bes&amp;luit in je eigen woorden</source>
        <translation>Decision in your &amp;own words</translation>
    </message>
    <message>
        <source>Welk doel helpt dit? Mag je overslaan</source>
        <translation>Which goal does this serve? You may skip this</translation>
    </message>
    <message>
        <source>Datums wijzigen</source>
        <translation>Change dates</translation>
    </message>
    <message>
        <source>&amp;Gaat in op</source>
        <translation>&amp;Starts on</translation>
    </message>
    <message>
        <source>Be&amp;zwaar kan tot en met</source>
        <translation>Objection possible &amp;until</translation>
    </message>
    <message>
        <source>Iets anders, zonder formeel besluit</source>
        <translation>Something else, without a formal decision</translation>
    </message>
    <message>
        <source>Samen: {}</source>
        <translation>Together: {}</translation>
    </message>
    <message>
        <source>Geen van deze</source>
        <translation>None of these</translation>
    </message>
    <message>
        <source>Afweging &amp;vastleggen</source>
        <translation>&amp;Record reasoning</translation>
    </message>
    <message>
        <source>Gaat in {}.</source>
        <translation>Starts {}.</translation>
    </message>
    <message>
        <source>Bezwaar kan tot en met {}.</source>
        <translation>Objection is possible up to and including {}.</translation>
    </message>
    <message>
        <source>Afweging vastgelegd.</source>
        <translation>Reasoning recorded.</translation>
    </message>
    <message>
        <source>&amp;Waarom?</source>
        <translation>&amp;Why?</translation>
    </message>
    <message>
        <source>Wat lag er nog meer op ta&amp;fel? Eén per regel. Mag je overslaan</source>
        <translation>What else was on the ta&amp;ble? One per line. You may skip this</translation>
    </message>
    <message>
        <source>Jij besluit. Terugdraaien kan tot het verzonden is.</source>
        <translation>You decide. It can be undone until it is sent.</translation>
    </message>
    <message>
        <source>Besluit vastgelegd: {}.</source>
        <translation>Decision recorded: {}.</translation>
    </message>
</context>
<context>
    <name>DocumentChoice</name>
    <message>
        <source>{} op dit apparaat</source>
        <translation>{} on this device</translation>
    </message>
    <message>
        <source>Die van jou</source>
        <translation>Yours</translation>
    </message>
    <message>
        <source>Gaat als nieuwste versie naar het register. Die van de collega blijft daar als vorige versie staan.</source>
        <translation>Goes to the registry as the newest version. The colleague’s stays there as the version before.</translation>
    </message>
    <message>
        <source>Die van je collega</source>
        <translation>Your colleague’s</translation>
    </message>
    <message>
        <source>Blijft de nieuwste. Wat jij maakte, vervalt: bewaar het eerst als bestand als je het nog nodig hebt.</source>
        <translation>Stays the newest. What you made goes: save it as a file first if you still need it.</translation>
    </message>
    <message>
        <source>Allebei</source>
        <translation>Both</translation>
    </message>
    <message>
        <source>twee documenten</source>
        <translation>two documents</translation>
    </message>
    <message>
        <source>Die van de collega blijft de nieuwste. Die van jou wordt een nieuw document in deze zaak.</source>
        <translation>The colleague’s stays the newest. Yours becomes a new document in this case.</translation>
    </message>
    <message>
        <source>Slot eraf halen</source>
        <translation>Release the lock</translation>
    </message>
    <message>
        <source>alleen met het recht daarvoor</source>
        <translation>only with the right to do so</translation>
    </message>
    <message>
        <source>Let op: werkt er toch iemand in, dan kan die zijn werk niet meer opslaan. Doe dit alleen als je zeker weet dat niemand eraan werkt.</source>
        <translation>Mind: if somebody is working in it after all, they cannot save their work any more. Do this only when you are sure that nobody is.</translation>
    </message>
    <message>
        <source>Laten staan</source>
        <translation>Leave it</translation>
    </message>
    <message>
        <source>er verandert niets</source>
        <translation>nothing changes</translation>
    </message>
    <message>
        <source>Jouw document blijft veilig hier. Je beheerder kan het slot eraf halen.</source>
        <translation>Your document stays safe here. Your administrator can release the lock.</translation>
    </message>
</context>
<context>
    <name>DocumentPane</name>
    <message>
        <source>Gegevens van het document</source>
        <translation>Details of the document</translation>
    </message>
    <message>
        <source>&amp;Bewaar</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>dag-maand-jaar</source>
        <translation>day-month-year</translation>
    </message>
    <message>
        <source>&amp;Titel</source>
        <translation>&amp;Title</translation>
    </message>
    <message>
        <source>&amp;Auteur</source>
        <translation>&amp;Author</translation>
    </message>
    <message>
        <source>&amp;Ontvangen op</source>
        <translation>&amp;Received on</translation>
    </message>
    <message>
        <source>Ver&amp;zonden op</source>
        <translation>Se&amp;nt on</translation>
    </message>
    <message>
        <source>Beschri&amp;jving</source>
        <translation>&amp;Description</translation>
    </message>
    <message>
        <source>Soort</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>geen</source>
        <translation>none</translation>
    </message>
    <message>
        <source>Versie</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Nummer</source>
        <translation>Number</translation>
    </message>
    <message>
        <source>Zoeken</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Van dit oude soort bestand (.doc, .ppt) worden geen woorden gevonden. Op titel en naam vind je het wel.</source>
        <translation>No words are found in this old kind of file (.doc, .ppt). You do find it by title and name.</translation>
    </message>
    <message>
        <source>Het bestand is te groot om erin te zoeken.</source>
        <translation>The file is too large to search inside.</translation>
    </message>
    <message>
        <source>De tekst is niet te lezen. Op titel vind je het wel.</source>
        <translation>The text cannot be read. You do find it by title.</translation>
    </message>
    <message>
        <source>Er zit geen tekst in om in te zoeken.</source>
        <translation>There is no text in it to search.</translation>
    </message>
    <message>
        <source>Er is niets veranderd.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Bewaard. Het gaat als nieuwe versie mee.</source>
        <translation>Saved. It goes along as a new version.</translation>
    </message>
</context>
<context>
    <name>DocumentWork</name>
    <message>
        <source>‘{}’ staat in de koffer.</source>
        <translation>‘{}’ is in the briefcase.</translation>
    </message>
    <message>
        <source>Nieuwe versie veilig in de koffer.</source>
        <translation>New version safe in the briefcase.</translation>
    </message>
    <message>
        <source>Het document is niet veranderd.</source>
        <translation>The document has not changed.</translation>
    </message>
    <message>
        <source>‘{}’ hoort niet meer bij deze zaak.</source>
        <translation>‘{}’ no longer belongs to this case.</translation>
    </message>
    <message>
        <source>Bewaar een werkkopie</source>
        <translation>Save a working copy</translation>
    </message>
    <message>
        <source>Werkkopie gemaakt. Zet haar terug als je klaar bent.</source>
        <translation>Working copy made. Put it back when you are done.</translation>
    </message>
    <message>
        <source>Geopend. Sla op in je eigen programma: we merken dat en bewaren het.</source>
        <translation>Opened. Save in your own program: we notice it and keep it.</translation>
    </message>
    <message>
        <source>Er is geen programma voor dit bestand. Je werkkopie staat in {}</source>
        <translation>There is no program for this file. Your working copy is in {}</translation>
    </message>
    <message>
        <source>Nieuwe versie van ‘{}’ uit een bestand</source>
        <translation>New version of ‘{}’ from a file</translation>
    </message>
    <message>
        <source>Bewaar als bestand</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>Dit bestand bevat gegevens van mensen. Bewaar het op een veilige plek en niet langer dan nodig.</source>
        <translation>This file holds data of people. Keep it in a safe place and no longer than needed.</translation>
    </message>
</context>
<context>
    <name>DocumentsCard</name>
    <message>
        <source>Documenten</source>
        <translation>Documents</translation>
    </message>
    <message>
        <source>Alle</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Minder</source>
        <translation>Fewer</translation>
    </message>
    <message>
        <source>Alle {}</source>
        <translation>All {}</translation>
    </message>
    <message>
        <source>Nog geen documenten. Sleep een bestand hierheen.</source>
        <translation>No documents yet. Drag a file here.</translation>
    </message>
    <message>
        <source>Bladeren</source>
        <translation>Browse</translation>
    </message>
    <message>
        <source>Toevoegen</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Document toevoegen</source>
        <translation>Add a document</translation>
    </message>
    <message>
        <source>Samen bewaren</source>
        <translation>Save together</translation>
    </message>
    <message>
        <source>Bekijk {}</source>
        <translation>View {}</translation>
    </message>
    <message>
        <source>Bekijken (spatie)</source>
        <translation>View (space bar)</translation>
    </message>
    <message>
        <source>jij bewerkt het</source>
        <translation>you are editing it</translation>
    </message>
    <message>
        <source>alleen nog hier</source>
        <translation>only here</translation>
    </message>
    <message>
        <source>wordt nagekeken</source>
        <translation>being checked</translation>
    </message>
    <message>
        <source>in de koffer</source>
        <translation>in the briefcase</translation>
    </message>
    <message>
        <source>in de koffer, een oudere versie</source>
        <translation>in the briefcase, an older version</translation>
    </message>
    <message>
        <source>wordt opgehaald, {} %</source>
        <translation>being fetched, {} %</translation>
    </message>
    <message>
        <source>zonder inhoud</source>
        <translation>without content</translation>
    </message>
    <message>
        <source>alleen bij het register</source>
        <translation>only at the registry</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>Meer over {}</source>
        <translation>More about {}</translation>
    </message>
    <message>
        <source>Meer</source>
        <translation>More</translation>
    </message>
    <message>
        <source>Bekijken</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Ophalen</source>
        <translation>Fetch</translation>
    </message>
    <message>
        <source>Terugzetten als nieuwe versie…</source>
        <translation>Put back as a new version…</translation>
    </message>
    <message>
        <source>Niet veranderen</source>
        <translation>Leave unchanged</translation>
    </message>
    <message>
        <source>Verder in je eigen programma</source>
        <translation>Go on in your own program</translation>
    </message>
    <message>
        <source>Bewerken in je eigen programma</source>
        <translation>Edit in your own program</translation>
    </message>
    <message>
        <source>Bewerken in een werkkopie…</source>
        <translation>Edit in a working copy…</translation>
    </message>
    <message>
        <source>Nieuwe versie uit een bestand…</source>
        <translation>New version from a file…</translation>
    </message>
    <message>
        <source>Bewaar als bestand…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>Gegevens…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <source>Versies…</source>
        <translation>Versions…</translation>
    </message>
    <message>
        <source>Naar een andere zaak…</source>
        <translation>To another case…</translation>
    </message>
    <message>
        <source>Slot eraf halen…</source>
        <translation>Release lock…</translation>
    </message>
    <message>
        <source>Losmaken van deze zaak</source>
        <translation>Detach from this case</translation>
    </message>
    <message>
        <source>Terugtrekken</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>DropArea</name>
    <message>
        <source>Documenten toevoegen. Plak met Ctrl+V of kies Bladeren.</source>
        <translation>Add documents. Paste with Ctrl+V or choose Browse.</translation>
    </message>
    <message>
        <source>Sleep bestanden of e-mails hierheen</source>
        <translation>Drag files or e-mails here</translation>
    </message>
    <message>
        <source>of plak met Ctrl+V</source>
        <translation>or paste with Ctrl+V</translation>
    </message>
    <message>
        <source>Blade&amp;ren</source>
        <translation>B&amp;rowse</translation>
    </message>
</context>
<context>
    <name>DueList</name>
    <message>
        <source>Afspraken en termijnen</source>
        <translation>Agreements and terms</translation>
    </message>
    <message>
        <source>Te laat</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Hier komt wat je beloofde en wat er op tijd klaar moet zijn.</source>
        <translation>What you promised and what has to be ready in time comes here.</translation>
    </message>
    <message>
        <source>beloofd door jou</source>
        <translation>promised by you</translation>
    </message>
    <message>
        <source>beloofd aan jou</source>
        <translation>promised to you</translation>
    </message>
    <message>
        <source>gevraagd door {}</source>
        <translation>asked by {}</translation>
    </message>
    <message>
        <source>door jou gevraagd</source>
        <translation>asked by you</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Openen: {}</source>
        <translation>Open: {}</translation>
    </message>
</context>
<context>
    <name>EarlierList</name>
    <message>
        <source>Zo besloten we eerder, in deze koffer</source>
        <translation>How we decided before, in this briefcase</translation>
    </message>
</context>
<context>
    <name>EditWatch</name>
    <message>
        <source>Nieuwe versie veilig in de koffer.</source>
        <translation>New version safe in the briefcase.</translation>
    </message>
</context>
<context>
    <name>FieldChoice</name>
    <message>
        <source>Toch doen</source>
        <translation>Do it anyway</translation>
    </message>
    <message>
        <source>Laten vervallen</source>
        <translation>Let it lapse</translation>
    </message>
    <message>
        <source>Het gaat zoals jij het deed.</source>
        <translation>It goes the way you did it.</translation>
    </message>
    <message>
        <source>Het wordt niet verstuurd.</source>
        <translation>It is not sent.</translation>
    </message>
    <message>
        <source>op dit apparaat</source>
        <translation>on this device</translation>
    </message>
    <message>
        <source>Jij</source>
        <translation>You</translation>
    </message>
    <message>
        <source>bij het register</source>
        <translation>at the registry</translation>
    </message>
    <message>
        <source>Eerst stond er</source>
        <translation>Before it said</translation>
    </message>
    <message>
        <source>Eerst stond er {}</source>
        <translation>Before it said {}</translation>
    </message>
    <message>
        <source>Allebei, in één tekst</source>
        <translation>Both, in one text</translation>
    </message>
    <message>
        <source>3 · Je mag de tekst nog aanpassen.</source>
        <translation>3 · You may still change the text.</translation>
    </message>
    <message>
        <source>Samen in één tekst</source>
        <translation>Together in one text</translation>
    </message>
    <message>
        <source>{}: toch doen</source>
        <translation>{}: do it anyway</translation>
    </message>
    <message>
        <source>{}: vervalt</source>
        <translation>{}: lapses</translation>
    </message>
    <message>
        <source>{} van jullie allebei</source>
        <translation>{} of you both</translation>
    </message>
</context>
<context>
    <name>FieldRow</name>
    <message>
        <source>Keuze nodig: kies</source>
        <translation>Choice needed: choose</translation>
    </message>
    <message>
        <source>, sinds </source>
        <translation>, since </translation>
    </message>
    <message>
        <source>Nieuw sinds je laatst keek</source>
        <translation>New since you last looked</translation>
    </message>
    <message>
        <source>leeg</source>
        <translation>empty</translation>
    </message>
</context>
<context>
    <name>FieldsCard</name>
    <message>
        <source>Gegevens</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Wijzigen</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>Waarom? Mag je overslaan</source>
        <translation>Why? You may skip this</translation>
    </message>
    <message>
        <source>Niet bewaren</source>
        <translation>Don’t save</translation>
    </message>
    <message>
        <source>Bewaren</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Weergave</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Filter in deze lijst</source>
        <translation>Filter this list</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter toevoegen</source>
        <translation>Add a filter</translation>
    </message>
    <message>
        <source>Filter op een kolom…</source>
        <translation>Filter on a column…</translation>
    </message>
    <message>
        <source>Kolommen</source>
        <translation>Columns</translation>
    </message>
    <message>
        <source>Groeperen op</source>
        <translation>Group by</translation>
    </message>
    <message>
        <source>Daarna sorteren op</source>
        <translation>Then sort by</translation>
    </message>
    <message>
        <source>Lijst bewaren…</source>
        <translation>Save list…</translation>
    </message>
    <message>
        <source>Deze lijst weghalen</source>
        <translation>Remove this list</translation>
    </message>
    <message>
        <source>Als bestand bewaren…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>Niets</source>
        <translation>Nothing</translation>
    </message>
    <message>
        <source>Filter weghalen: {}</source>
        <translation>Remove the filter: {}</translation>
    </message>
</context>
<context>
    <name>FilterPane</name>
    <message>
        <source>Filter op een kolom</source>
        <translation>Filter on a column</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Kolom</source>
        <translation>&amp;Column</translation>
    </message>
    <message>
        <source>&amp;Hoe</source>
        <translation>&amp;How</translation>
    </message>
    <message>
        <source>&amp;Waarde. Leeg: niet ingevuld</source>
        <translation>&amp;Value. Empty: not filled in</translation>
    </message>
    <message>
        <source>Een dag schrijf je als 24-11-2026.</source>
        <translation>Write a day as 24-11-2026.</translation>
    </message>
    <message>
        <source>Waarde</source>
        <translation>Value</translation>
    </message>
</context>
<context>
    <name>FolderSetting</name>
    <message>
        <source>Map kiezen</source>
        <translation>Choose a folder</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <source>Formulier</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Formulier &amp;bewaren</source>
        <translation>&amp;Save form</translation>
    </message>
    <message>
        <source>Bij dit soort zaak hoort geen formulier.</source>
        <translation>This kind of case has no form.</translation>
    </message>
    <message>
        <source>Er is niets veranderd.</source>
        <translation>Nothing was changed.</translation>
    </message>
    <message>
        <source>Formulier bewaard.</source>
        <translation>Form saved.</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Hulp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Alles kan ook met het toetsenbord.</source>
        <translation>Everything works by keyboard too.</translation>
    </message>
    <message>
        <source>Twee woorden</source>
        <translation>Two words</translation>
    </message>
    <message>
        <source>Koffer</source>
        <translation>Briefcase</translation>
    </message>
    <message>
        <source>Alles wat je bij je hebt op dit apparaat. Het is veilig opgeborgen en werkt ook zonder verbinding.</source>
        <translation>Everything you have with you on this device. It is stored safely and works without a connection too.</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>De plek waar je organisatie de zaken bewaart. Wat je doet gaat daarheen zodra er verbinding is.</source>
        <translation>The place where your organisation keeps the cases. What you do goes there as soon as there is a connection.</translation>
    </message>
    <message>
        <source>Wat je ziet bij een zaak</source>
        <translation>What you see at a case</translation>
    </message>
    <message>
        <source>Staat veilig hier en gaat vanzelf mee.</source>
        <translation>Is safe here and goes by itself.</translation>
    </message>
    <message>
        <source>Wordt nu verstuurd of opgehaald.</source>
        <translation>Is being sent or fetched now.</translation>
    </message>
    <message>
        <source>Het register heeft geantwoord. We lezen het nog na.</source>
        <translation>The registry answered. We still read it back.</translation>
    </message>
    <message>
        <source>Staat bij het register. We hebben het teruggelezen.</source>
        <translation>Is at the registry. We read it back.</translation>
    </message>
    <message>
        <source>Een collega en jij veranderden hetzelfde. Jij kiest.</source>
        <translation>A colleague and you changed the same thing. You choose.</translation>
    </message>
    <message>
        <source>Het register nam het niet aan. De reden staat erbij.</source>
        <translation>The registry did not take it. The reason stands beside it.</translation>
    </message>
    <message>
        <source>Toetsen</source>
        <translation>Keys</translation>
    </message>
</context>
<context>
    <name>LifecyclePane</name>
    <message>
        <source>Zaak</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>Vast&amp;leggen</source>
        <translation>&amp;Record</translation>
    </message>
    <message>
        <source>Hoeveel dagen la&amp;nger?</source>
        <translation>How many days lo&amp;nger?</translation>
    </message>
    <message>
        <source>Opgeschort s&amp;inds</source>
        <translation>Suspended s&amp;ince</translation>
    </message>
    <message>
        <source>&amp;Waarom?</source>
        <translation>&amp;Why?</translation>
    </message>
    <message>
        <source>De termijnen staan stil tot je de zaak hervat.</source>
        <translation>The terms stand still until you resume the case.</translation>
    </message>
    <message>
        <source>Zaak opschorten</source>
        <translation>Suspend case</translation>
    </message>
    <message>
        <source>O&amp;pschorten</source>
        <translation>Sus&amp;pend</translation>
    </message>
    <message>
        <source>De dagen dat de zaak stilstond, komen bij de termijnen.</source>
        <translation>The days that the case stood still are added to the terms.</translation>
    </message>
    <message>
        <source>Zaak hervatten</source>
        <translation>Resume case</translation>
    </message>
    <message>
        <source>&amp;Hervatten</source>
        <translation>&amp;Resume</translation>
    </message>
    <message>
        <source>Verlengen kan één keer.</source>
        <translation>A case can be extended once.</translation>
    </message>
    <message>
        <source>Zaak verlengen</source>
        <translation>Extend case</translation>
    </message>
    <message>
        <source>Ver&amp;lengen</source>
        <translation>&amp;Extend</translation>
    </message>
    <message>
        <source>De zaak wordt gesloten met een resultaat dat dit zegt.</source>
        <translation>The case is closed with a result that says so.</translation>
    </message>
    <message>
        <source>Zaak afbreken</source>
        <translation>Abort case</translation>
    </message>
    <message>
        <source>Af&amp;breken</source>
        <translation>A&amp;bort</translation>
    </message>
    <message>
        <source>De zaak gaat terug naar de stap voor het sluiten.</source>
        <translation>The case goes back to the step before it was closed.</translation>
    </message>
    <message>
        <source>Zaak heropenen</source>
        <translation>Reopen case</translation>
    </message>
    <message>
        <source>&amp;Heropenen</source>
        <translation>&amp;Reopen</translation>
    </message>
    <message>
        <source>Zaak opgeschort. Hervatten kan altijd.</source>
        <translation>Case suspended. It can always be resumed.</translation>
    </message>
    <message>
        <source>Zaak hervat.</source>
        <translation>Case resumed.</translation>
    </message>
    <message>
        <source>Zaak verlengd.</source>
        <translation>Case extended.</translation>
    </message>
    <message>
        <source>Zaak afgebroken.</source>
        <translation>Case aborted.</translation>
    </message>
    <message>
        <source>Zaak heropend.</source>
        <translation>Case reopened.</translation>
    </message>
</context>
<context>
    <name>ListTabs</name>
    <message>
        <source>Lijsten</source>
        <translation>Lists</translation>
    </message>
    <message>
        <source>Mijn zaken</source>
        <translation>My cases</translation>
    </message>
    <message>
        <source>Team</source>
        <translation>Team</translation>
    </message>
    <message>
        <source>Alles in de koffer</source>
        <translation>All in the briefcase</translation>
    </message>
    <message>
        <source>Afgesloten</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>&amp;Lijst bewaren</source>
        <translation>Save &amp;list</translation>
    </message>
</context>
<context>
    <name>LockSetting</name>
    <message>
        <source>Op slot</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>Wanneer gaat je koffer vanzelf op slot?</source>
        <translation>When does your briefcase lock by itself?</translation>
    </message>
    <message>
        <source>Vanzelf op slot</source>
        <translation>Locks by itself</translation>
    </message>
    <message>
        <source>Kies een pincode. Dan kun je je koffer op slot zetten als je wegloopt.</source>
        <translation>Choose a PIN code. Then you can lock your briefcase when you walk away.</translation>
    </message>
    <message>
        <source>Op slot zie je niets meer van je zaken, en leesbare kopieën gaan weg. Verzenden gaat door. Ctrl+L zet je koffer op slot.</source>
        <translation>When locked, nothing of your cases shows and readable copies go. Sending goes on. Ctrl+L locks your briefcase.</translation>
    </message>
    <message>
        <source>Andere wachtzin</source>
        <translation>Other passphrase</translation>
    </message>
    <message>
        <source>Andere pincode</source>
        <translation>Other PIN code</translation>
    </message>
    <message>
        <source>Pincode kiezen</source>
        <translation>Choose a PIN code</translation>
    </message>
    <message>
        <source>Je organisatie wil dat dit na hoogstens {} minuten gebeurt.</source>
        <translation>Your organisation wants this after {} minutes at most.</translation>
    </message>
    <message>
        <source>Niet vanzelf</source>
        <translation>Not by itself</translation>
    </message>
    <message>
        <source>Na 1 minuut niets doen</source>
        <translation>After 1 minute without a touch</translation>
    </message>
    <message>
        <source>Na {} minuten niets doen</source>
        <translation>After {} minutes without a touch</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>We zagen dat je ‘{}’ opsloeg. Het is versleuteld bewaard. Klaar?</source>
        <translation>We saw that you saved ‘{}’. It is kept, encrypted. Done?</translation>
    </message>
    <message>
        <source>Zet terug</source>
        <translation>Put back</translation>
    </message>
    <message>
        <source>Open de zaak waar de scans bij horen en kies Document.</source>
        <translation>Open the case that the scans belong to and choose Document.</translation>
    </message>
    <message>
        <source>Dit wacht niet meer. Ongedaan maken kan daarom niet.</source>
        <translation>This is not waiting any more. So it cannot be undone.</translation>
    </message>
</context>
<context>
    <name>NavigationRail</name>
    <message>
        <source>Hoofdmenu</source>
        <translation>Main menu</translation>
    </message>
    <message>
        <source>Zoek of doe</source>
        <translation>Search or do</translation>
    </message>
    <message>
        <source>Vandaag</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Werklijst</source>
        <translation>Worklist</translation>
    </message>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Ambitie</source>
        <translation>Ambition</translation>
    </message>
    <message>
        <source>Synchronisatie</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Instellingen</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Hulp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Pagina’s</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Programma</source>
        <translation>Program</translation>
    </message>
    <message>
        <source>vraag aan jou</source>
        <translation>question for you</translation>
    </message>
    <message>
        <source>vragen aan jou</source>
        <translation>questions for you</translation>
    </message>
    <message>
        <source>wijziging wacht</source>
        <translation>change waits</translation>
    </message>
    <message>
        <source>wijzigingen wachten</source>
        <translation>changes wait</translation>
    </message>
</context>
<context>
    <name>NewCasePane</name>
    <message>
        <source>Nieuwe zaak</source>
        <translation>New case</translation>
    </message>
    <message>
        <source>&amp;Zaak maken</source>
        <translation>Ma&amp;ke case</translation>
    </message>
    <message>
        <source>&amp;Waar gaat het over?</source>
        <translation>&amp;What is it about?</translation>
    </message>
    <message>
        <source>&amp;Kort, in één zin</source>
        <translation>In one shor&amp;t sentence</translation>
    </message>
    <message>
        <source>&amp;Voor wie? Mag later</source>
        <translation>&amp;For whom? May be later</translation>
    </message>
    <message>
        <source>Ontvan&amp;gen op</source>
        <translation>Recei&amp;ved on</translation>
    </message>
    <message>
        <source>Toel&amp;ichting. Mag later</source>
        <translation>Explanat&amp;ion. May be later</translation>
    </message>
    <message>
        <source>Nieuwe deelzaak</source>
        <translation>New deelzaak</translation>
    </message>
    <message>
        <source>Het nummer is er meteen. Dat nummer blijft.</source>
        <translation>The number is there at once. It stays.</translation>
    </message>
    <message>
        <source>Hoort bij {}. Het nummer is er meteen.</source>
        <translation>Belongs to {}. The number is there at once.</translation>
    </message>
    <message>
        <source>Er zijn nog geen soorten zaken. Synchroniseer eerst.</source>
        <translation>There are no kinds of cases yet. Sync first.</translation>
    </message>
    <message>
        <source>Zaak gemaakt. Nummer: {}. Dit nummer blijft.</source>
        <translation>Case made. Number: {}. This number stays.</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Schrijf een notitie</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Enter bewaart. Shift+Enter begint een nieuwe regel. Ctrl+M</source>
        <translation>Enter saves. Shift+Enter begins a new line. Ctrl+M</translation>
    </message>
    <message>
        <source>Ctrl+Spatie: een tekst uit een sjabloon</source>
        <translation>Ctrl+Space: a text from a template</translation>
    </message>
</context>
<context>
    <name>NotePane</name>
    <message>
        <source>Notitie</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Notitie &amp;bewaren</source>
        <translation>&amp;Save note</translation>
    </message>
    <message>
        <source>&amp;Onderwerp. Mag je overslaan</source>
        <translation>Su&amp;bject. You may skip this</translation>
    </message>
    <message>
        <source>&amp;Tekst</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>&amp;Voor wie is deze notitie?</source>
        <translation>&amp;Who is this note for?</translation>
    </message>
    <message>
        <source>Nog een &amp;concept: ik schrijf later verder</source>
        <translation>Still a &amp;draft: I will go on later</translation>
    </message>
    <message>
        <source>Een notitie die geen concept is, kan niet meer veranderen.</source>
        <translation>A note that is no draft cannot be changed any more.</translation>
    </message>
    <message>
        <source>Concept wijzigen</source>
        <translation>Change draft</translation>
    </message>
    <message>
        <source>Notitie schrijven</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Notitie bewaard.</source>
        <translation>Note saved.</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Ongedaan maken</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Sluiten</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>NumberLine</name>
    <message>
        <source>Nog 1 cijfer.</source>
        <translation>1 digit to go.</translation>
    </message>
    <message>
        <source>Nog {} cijfers.</source>
        <translation>{} digits to go.</translation>
    </message>
    <message>
        <source>Dit {} kan kloppen.</source>
        <translation>This {} can be right.</translation>
    </message>
    <message>
        <source>Een {} heeft alleen cijfers.</source>
        <translation>A {} has digits only.</translation>
    </message>
    <message>
        <source>Dit is te lang: een {} heeft {} cijfers.</source>
        <translation>This is too long: a {} has {} digits.</translation>
    </message>
    <message>
        <source>Dit {} bestaat niet. Kijk de cijfers na.</source>
        <translation>This {} does not exist. Check the digits.</translation>
    </message>
</context>
<context>
    <name>ObjectPane</name>
    <message>
        <source>Object toevoegen</source>
        <translation>Add object</translation>
    </message>
    <message>
        <source>Object &amp;bewaren</source>
        <translation>&amp;Save object</translation>
    </message>
    <message>
        <source>Wat voor &amp;object is het? Zoals: traplift, boom, auto</source>
        <translation>What kind of &amp;object is it? Such as: stairlift, tree, car</translation>
    </message>
    <message>
        <source>Welk? Een &amp;naam of nummer</source>
        <translation>Which one? A &amp;name or number</translation>
    </message>
    <message>
        <source>Staat het in een andere re&amp;gistratie? Dan het adres (URL) daar</source>
        <translation>Is it in another re&amp;gister? Then its address (URL) there</translation>
    </message>
    <message>
        <source>Wat is het &amp;voor de zaak? Mag je overslaan</source>
        <translation>&amp;What is it for the case? You may skip this</translation>
    </message>
    <message>
        <source>Object bewaard.</source>
        <translation>Object saved.</translation>
    </message>
</context>
<context>
    <name>ObjectsCard</name>
    <message>
        <source>Waar het over gaat</source>
        <translation>What it is about</translation>
    </message>
    <message>
        <source>Toevoegen</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Adres toevoegen</source>
        <translation>Add an address</translation>
    </message>
    <message>
        <source>Kaart</source>
        <translation>Map</translation>
    </message>
    <message>
        <source>Op de kaart, in je browser: {}</source>
        <translation>On the map, in your browser: {}</translation>
    </message>
    <message>
        <source>Weghalen: {}</source>
        <translation>Remove: {}</translation>
    </message>
</context>
<context>
    <name>OutboxLine</name>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>Oplossen</source>
        <translation>Solve</translation>
    </message>
    <message>
        <source>Meer (Shift+F10)</source>
        <translation>More (Shift+F10)</translation>
    </message>
    <message>
        <source>Meer over {}</source>
        <translation>More about {}</translation>
    </message>
    <message>
        <source>Nu proberen</source>
        <translation>Try now</translation>
    </message>
    <message>
        <source>Terugtrekken</source>
        <translation>Take back</translation>
    </message>
    <message>
        <source>Terugtrekken: wat er eerst stond, komt terug</source>
        <translation>Take back: what was there before comes back</translation>
    </message>
    <message>
        <source>Terugtrekken: we halen het ook weg bij het register</source>
        <translation>Take back: we remove it at the register too</translation>
    </message>
    <message>
        <source>Terugtrekken: is het al bij het register, dan blijft het daar</source>
        <translation>Take back: if it is at the register already, it stays there</translation>
    </message>
    <message>
        <source>Terugtrekken kan niet: dit blijft bij het register</source>
        <translation>Cannot be taken back: this stays at the register</translation>
    </message>
    <message>
        <source>Bewaar als bestand…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>Maak er een notitie van</source>
        <translation>Make it a note</translation>
    </message>
    <message>
        <source>Open de zaak</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Details voor beheer</source>
        <translation>Details for the administrator</translation>
    </message>
</context>
<context>
    <name>OutboxView</name>
    <message>
        <source>Nog niet bij het register</source>
        <translation>Not yet at the registry</translation>
    </message>
    <message>
        <source>de rest gaat gewoon door</source>
        <translation>the rest just goes on</translation>
    </message>
    <message>
        <source>Heeft jou nodig</source>
        <translation>Needs you</translation>
    </message>
    <message>
        <source>gaat in deze volgorde</source>
        <translation>goes in this order</translation>
    </message>
    <message>
        <source>we kijken nog na of het er echt staat</source>
        <translation>we still check that it is really there</translation>
    </message>
    <message>
        <source>Alles staat bij het register. Er wacht niets.</source>
        <translation>Everything is at the registry. Nothing waits.</translation>
    </message>
    <message>
        <source>vandaag en gisteren</source>
        <translation>today and yesterday</translation>
    </message>
    <message>
        <source>weg sinds {}</source>
        <translation>gone since {}</translation>
    </message>
    <message>
        <source>teruggelezen {}</source>
        <translation>read back {}</translation>
    </message>
    <message>
        <source> en </source>
        <translation> and </translation>
    </message>
    <message>
        <source>Sinds {}.</source>
        <translation>Since {}.</translation>
    </message>
    <message>
        <source>Kiezen</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Kiezen: {}</source>
        <translation>Choose: {}</translation>
    </message>
    <message>
        <source>En nog {}.</source>
        <translation>And {} more.</translation>
    </message>
    <message>
        <source>sinds {}</source>
        <translation>since {}</translation>
    </message>
</context>
<context>
    <name>PageSheet</name>
    <message>
        <source>Bladzijde {} van {}</source>
        <translation>Page {} of {}</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>Samen aan deze zaak</source>
        <translation>Together on this case</translation>
    </message>
    <message>
        <source>Overdragen</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Door een afspraak</source>
        <translation>By an agreement</translation>
    </message>
    <message>
        <source>{} (jij)</source>
        <translation>{} (you)</translation>
    </message>
    <message>
        <source>Afspraak maken met {}</source>
        <translation>Make an agreement with {}</translation>
    </message>
    <message>
        <source>Iemand toevoegen</source>
        <translation>Add somebody</translation>
    </message>
    <message>
        <source>Meer over {} als {}</source>
        <translation>More about {} as {}</translation>
    </message>
    <message>
        <source>Gegevens verbeteren…</source>
        <translation>Put details right…</translation>
    </message>
    <message>
        <source>Iemand anders…</source>
        <translation>Somebody else…</translation>
    </message>
    <message>
        <source>Weghalen</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>Hier komt wie er samen aan deze zaak werkt.</source>
        <translation>Who works on this case together comes here.</translation>
    </message>
</context>
<context>
    <name>PhotoTaker</name>
    <message>
        <source>&amp;Foto maken</source>
        <translation>Ta&amp;ke a photo</translation>
    </message>
    <message>
        <source>Zaakkoffer vindt hier geen camera. Maak de foto met het programma van je apparaat. Kies hem daarna hier, of laat hem in de scanmap bewaren.</source>
        <translation>Zaakkoffer finds no camera here. Take the photo with your device&apos;s own program. Then choose it here, or let it be saved in the scan folder.</translation>
    </message>
    <message>
        <source>Foto’s ({})</source>
        <translation>Photos ({})</translation>
    </message>
    <message>
        <source>Foto’s kiezen</source>
        <translation>Choose photos</translation>
    </message>
</context>
<context>
    <name>PinPane</name>
    <message>
        <source>Pincode van je koffer</source>
        <translation>PIN code of your briefcase</translation>
    </message>
    <message>
        <source>&amp;Bewaar</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>Wat je n&amp;u typt</source>
        <translation>What you type n&amp;ow</translation>
    </message>
    <message>
        <source>&amp;Nieuw, minstens {} tekens</source>
        <translation>&amp;New, at least {} characters</translation>
    </message>
    <message>
        <source>Nog een &amp;keer</source>
        <translation>Once &amp;more</translation>
    </message>
    <message>
        <source>Vergeet hem niet: niemand kan hem opzoeken. Wat nog niet verstuurd is, kun je dan niet meer lezen.</source>
        <translation>Do not forget it: nobody can look it up. You could no longer read what was not sent yet.</translation>
    </message>
    <message>
        <source>Wachtzin van je koffer</source>
        <translation>Passphrase of your briefcase</translation>
    </message>
    <message>
        <source>Bewaard. Met Ctrl+L zet je je koffer op slot.</source>
        <translation>Saved. Ctrl+L locks your briefcase.</translation>
    </message>
</context>
<context>
    <name>PlacePane</name>
    <message>
        <source>Naar een andere zaak</source>
        <translation>To another case</translation>
    </message>
    <message>
        <source>&amp;Uitvoeren</source>
        <translation>D&amp;o it</translation>
    </message>
    <message>
        <source>&amp;Nummer van de zaak</source>
        <translation>&amp;Number of the case</translation>
    </message>
    <message>
        <source>&amp;Ook daar: één document in twee zaken</source>
        <translation>&amp;There as well: one document in two cases</translation>
    </message>
    <message>
        <source>&amp;Verplaatsen: hier weg, daar erbij</source>
        <translation>&amp;Move: gone here, added there</translation>
    </message>
    <message>
        <source>&amp;Kopiëren: daar een eigen document</source>
        <translation>&amp;Copy: a document of its own there</translation>
    </message>
    <message>
        <source>Het document staat nu ook bij {}.</source>
        <translation>The document is now with {} as well.</translation>
    </message>
    <message>
        <source>Het document staat nu bij {}.</source>
        <translation>The document is now with {}.</translation>
    </message>
    <message>
        <source>Bij {} staat nu een kopie.</source>
        <translation>There is a copy with {} now.</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Vorige document</source>
        <translation>Previous document</translation>
    </message>
    <message>
        <source>Volgende document</source>
        <translation>Next document</translation>
    </message>
    <message>
        <source>Kleiner</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>Groter</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>Passend</source>
        <translation>Fit</translation>
    </message>
    <message>
        <source>Draaien</source>
        <translation>Turn</translation>
    </message>
    <message>
        <source>Bewaar als bestand…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>De inhoud staat bij het register. Haal haar eerst op.</source>
        <translation>The contents are at the registry. Fetch them first.</translation>
    </message>
    <message>
        <source>Even kijken…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Inhoud van {}</source>
        <translation>Contents of {}</translation>
    </message>
    <message>
        <source>Toch bewerken…</source>
        <translation>Edit it anyway…</translation>
    </message>
    <message>
        <source>Toch bewaren…</source>
        <translation>Save it anyway…</translation>
    </message>
    <message>
        <source>Dit document is te groot om hier te laten zien.</source>
        <translation>This document is too large to show here.</translation>
    </message>
    <message>
        <source>Dit document is niet te lezen. Misschien is het beschadigd.</source>
        <translation>This document cannot be read. It may be damaged.</translation>
    </message>
    <message>
        <source>Dit soort document laat Zaakkoffer niet zien. Bewaar het als bestand.</source>
        <translation>Zaakkoffer does not show this kind of document. Save it as a file.</translation>
    </message>
    <message>
        <source>Alleen het begin is te zien.</source>
        <translation>Only the beginning is shown.</translation>
    </message>
</context>
<context>
    <name>PromiseColumn</name>
    <message>
        <source>Zaakkoffer neemt de zaken mee die voor jou tellen. Je werkt altijd door, ook zonder verbinding.</source>
        <translation>Zaakkoffer takes along the cases that matter to you. You always go on working, also without a connection.</translation>
    </message>
    <message>
        <source>Altijd aan het werk</source>
        <translation>Always at work</translation>
    </message>
    <message>
        <source>Alles werkt zonder verbinding, even snel.</source>
        <translation>Everything works without a connection, just as fast.</translation>
    </message>
    <message>
        <source>Niets raakt kwijt</source>
        <translation>Nothing gets lost</translation>
    </message>
    <message>
        <source>Wat nog niet bij het register staat, zie je altijd.</source>
        <translation>You always see what is not yet at the registry.</translation>
    </message>
    <message>
        <source>Veilig op dit apparaat</source>
        <translation>Safe on this device</translation>
    </message>
    <message>
        <source>Zonder jouw sleutel kan niemand het lezen.</source>
        <translation>Nobody can read it without your key.</translation>
    </message>
    <message>
        <source>Je zaken mee,
waar je ook bent</source>
        <translation>Your cases with you,
wherever you are</translation>
    </message>
</context>
<context>
    <name>PutBackPane</name>
    <message>
        <source>Terugzetten als nieuwe versie</source>
        <translation>Put back as a new version</translation>
    </message>
    <message>
        <source>&amp;Zet terug</source>
        <translation>&amp;Put back</translation>
    </message>
    <message>
        <source>bijvoorbeeld: maten aangepast</source>
        <translation>for example: measures changed</translation>
    </message>
    <message>
        <source>&amp;Opmerking, mag leeg blijven</source>
        <translation>&amp;Remark, may stay empty</translation>
    </message>
    <message>
        <source>Je opmerking staat bij deze versie in het register.</source>
        <translation>Your remark stands with this version in the registry.</translation>
    </message>
    <message>
        <source>Nieuwe versie veilig in de koffer.</source>
        <translation>New version safe in the briefcase.</translation>
    </message>
</context>
<context>
    <name>QuestionList</name>
    <message>
        <source>Bij dit soort zaak hoort nog geen lijst met vragen.</source>
        <translation>This kind of case has no list of questions yet.</translation>
    </message>
    <message>
        <source>Eigen vraag toevoegen</source>
        <translation>Add your own question</translation>
    </message>
    <message>
        <source>Toevoegen</source>
        <translation>Add</translation>
    </message>
</context>
<context>
    <name>RegistersSetting</name>
    <message>
        <source>Registers</source>
        <translation>Registries</translation>
    </message>
    <message>
        <source>&amp;Aansluiten op mijn organisatie</source>
        <translation>Connect to my &amp;organisation</translation>
    </message>
    <message>
        <source>Je werkt hier als {}.</source>
        <translation>You work here as {}.</translation>
    </message>
    <message>
        <source>Onder welk account werk je?</source>
        <translation>Which account do you use?</translation>
    </message>
    <message>
        <source>Onder welk account werk je bij {}?</source>
        <translation>Which account do you use at {}?</translation>
    </message>
    <message>
        <source>Jouw zaken</source>
        <translation>Your cases</translation>
    </message>
    <message>
        <source>Zaken van je team</source>
        <translation>Cases of your team</translation>
    </message>
    <message>
        <source>Alle zaken</source>
        <translation>All cases</translation>
    </message>
    <message>
        <source>Wat gaat er mee?</source>
        <translation>What comes along?</translation>
    </message>
    <message>
        <source>Wat gaat er mee van {}?</source>
        <translation>What comes along from {}?</translation>
    </message>
    <message>
        <source>Voorbeeldzaken weghalen</source>
        <translation>Take sample cases away</translation>
    </message>
    <message>
        <source>Weghalen…</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <source>Weghalen van dit apparaat: {}</source>
        <translation>Remove from this device: {}</translation>
    </message>
    <message>
        <source>Je werkt nu onder {}. Wat je eerder deed, hoort bij het andere account.</source>
        <translation>You now work under {}. What you did before belongs to the other account.</translation>
    </message>
    <message>
        <source>Geldt vanaf de volgende keer synchroniseren.</source>
        <translation>Holds from the next sync.</translation>
    </message>
</context>
<context>
    <name>RelatePane</name>
    <message>
        <source>Zaak koppelen</source>
        <translation>Link case</translation>
    </message>
    <message>
        <source>&amp;Koppelen</source>
        <translation>&amp;Link</translation>
    </message>
    <message>
        <source>&amp;Welke zaak? Nummer, naam of woord</source>
        <translation>&amp;Which case? Number, name or word</translation>
    </message>
    <message>
        <source>Gevonden zaken</source>
        <translation>Cases found</translation>
    </message>
    <message>
        <source>Wat is die zaak voor &amp;deze zaak?</source>
        <translation>What is that case for &amp;this case?</translation>
    </message>
    <message>
        <source>Gekoppeld aan {}.</source>
        <translation>Linked to {}.</translation>
    </message>
</context>
<context>
    <name>RelatedCard</name>
    <message>
        <source>Hoort bij</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <source>Koppelen</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Zaak koppelen</source>
        <translation>Link case</translation>
    </message>
    <message>
        <source>Niet in deze koffer</source>
        <translation>Not in this koffer</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Openen: {}</source>
        <translation>Open: {}</translation>
    </message>
    <message>
        <source>Losmaken: {}</source>
        <translation>Unlink: {}</translation>
    </message>
</context>
<context>
    <name>RemovalPane</name>
    <message>
        <source>Weghalen van dit apparaat</source>
        <translation>Remove from this device</translation>
    </message>
    <message>
        <source>&amp;Weghalen</source>
        <translation>&amp;Remove</translation>
    </message>
    <message>
        <source>Wat haal je weg?</source>
        <translation>What do you remove?</translation>
    </message>
    <message>
        <source>Terugkomen kan: met het bestand en het geheim van je beheerder.</source>
        <translation>You can come back: with the file and the secret of your administrator.</translation>
    </message>
    <message>
        <source>Het account {} van {}</source>
        <translation>The account {} of {}</translation>
    </message>
    <message>
        <source>Het hele register {}</source>
        <translation>The whole register {}</translation>
    </message>
    <message>
        <source>1 zaak gaat</source>
        <translation>1 case goes</translation>
    </message>
    <message>
        <source>{} zaken gaan</source>
        <translation>{} cases go</translation>
    </message>
    <message>
        <source>Er gaan nu geen zaken weg.</source>
        <translation>No cases go now.</translation>
    </message>
    <message>
        <source>{} van dit apparaat: alleen dit account ziet ze. Bij het register blijft alles staan.</source>
        <translation>{} from this device: only this account sees them. At the registry everything stays.</translation>
    </message>
    <message>
        <source>{} van dit apparaat. Bij het register blijft alles staan.</source>
        <translation>{} from this device. At the registry everything stays.</translation>
    </message>
    <message>
        <source>{} is van dit apparaat gehaald.</source>
        <translation>{} was removed from this device.</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Verslag</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Verslag van dit bezoek</source>
        <translation>Report of this visit</translation>
    </message>
    <message>
        <source>Het verslag staat in de zaak.</source>
        <translation>The report is in the case.</translation>
    </message>
    <message>
        <source>Nog een keer in de zaak zetten</source>
        <translation>Put it in the case once more</translation>
    </message>
    <message>
        <source>Nog leeg in dit verslag: {}. Dat mag.</source>
        <translation>Still empty in this report: {}. That is fine.</translation>
    </message>
</context>
<context>
    <name>ResultPane</name>
    <message>
        <source>Resultaat</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>&amp;Resultaat vastleggen</source>
        <translation>&amp;Record result</translation>
    </message>
    <message>
        <source>&amp;Wat is het resultaat?</source>
        <translation>&amp;What is the result?</translation>
    </message>
    <message>
        <source>Toelic&amp;hting. Mag je overslaan</source>
        <translation>E&amp;xplanation. You may skip this</translation>
    </message>
    <message>
        <source>Ik weet wanneer de &amp;bewaartermijn begint</source>
        <translation>I know when the retention &amp;period starts</translation>
    </message>
    <message>
        <source>De bewaartermijn begint &amp;op</source>
        <translation>The retention period starts &amp;on</translation>
    </message>
    <message>
        <source>De zaak blijft open.</source>
        <translation>The case stays open.</translation>
    </message>
    <message>
        <source>Resultaat wijzigen</source>
        <translation>Change result</translation>
    </message>
    <message>
        <source>Resultaat vastleggen</source>
        <translation>Record result</translation>
    </message>
    <message>
        <source>Deze soort zaak kent geen resultaten.</source>
        <translation>This kind of case knows no results.</translation>
    </message>
    <message>
        <source>Resultaat vastgelegd: {}.</source>
        <translation>Result recorded: {}.</translation>
    </message>
</context>
<context>
    <name>RolPane</name>
    <message>
        <source>Iemand toevoegen</source>
        <translation>Add somebody</translation>
    </message>
    <message>
        <source>&amp;Bewaren</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>Welke &amp;rol?</source>
        <translation>Which &amp;role?</translation>
    </message>
    <message>
        <source>Een inwoner of ander mens</source>
        <translation>A resident or other person</translation>
    </message>
    <message>
        <source>Een organisatie</source>
        <translation>An organisation</translation>
    </message>
    <message>
        <source>Een vestiging van een organisatie</source>
        <translation>A branch of an organisation</translation>
    </message>
    <message>
        <source>Een afdeling of team</source>
        <translation>A department or team</translation>
    </message>
    <message>
        <source>Een medewerker</source>
        <translation>A member of staff</translation>
    </message>
    <message>
        <source>Wie of &amp;wat is het?</source>
        <translation>&amp;Who or what is it?</translation>
    </message>
    <message>
        <source>Toelic&amp;hting. Mag je overslaan</source>
        <translation>E&amp;xplanation. You may skip this</translation>
    </message>
    <message>
        <source>Gegevens van {}</source>
        <translation>Details of {}</translation>
    </message>
    <message>
        <source>Iemand anders als {}</source>
        <translation>Somebody else as {}</translation>
    </message>
    <message>
        <source>{} heeft deze rol daarna niet meer.</source>
        <translation>{} will not have this role any more.</translation>
    </message>
    <message>
        <source>Deze soort zaak kent geen rollen.</source>
        <translation>This kind of case knows no roles.</translation>
    </message>
    <message>
        <source>Er is al een {}: {}. Kies bij die naam: iemand anders.</source>
        <translation>There is a {} already: {}. Choose with that name: somebody else.</translation>
    </message>
    <message>
        <source>Toegevoegd.</source>
        <translation>Added.</translation>
    </message>
    <message>
        <source>Verbeterd.</source>
        <translation>Put right.</translation>
    </message>
    <message>
        <source>De rol is nu van een ander.</source>
        <translation>Somebody else has the role now.</translation>
    </message>
</context>
<context>
    <name>SaveListPane</name>
    <message>
        <source>Lijst bewaren</source>
        <translation>Save list</translation>
    </message>
    <message>
        <source>&amp;Bewaren</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <source>&amp;Naam van de lijst</source>
        <translation>&amp;Name of the list</translation>
    </message>
    <message>
        <source>Filters, volgorde, groepen en kolommen gaan mee.</source>
        <translation>Filters, order, groups and columns are kept with it.</translation>
    </message>
    <message>
        <source>Lijst bewaard: {}.</source>
        <translation>List saved: {}.</translation>
    </message>
</context>
<context>
    <name>ScanOffer</name>
    <message>
        <source>Allema&amp;al toevoegen</source>
        <translation>Add all o&amp;f them</translation>
    </message>
    <message>
        <source>en 1 oudere</source>
        <translation>and 1 older one</translation>
    </message>
    <message>
        <source>en {} oudere</source>
        <translation>and {} older ones</translation>
    </message>
    <message>
        <source>Toevoegen</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>Voeg {} toe</source>
        <translation>Add {}</translation>
    </message>
    <message>
        <source>Niet meer aanbieden</source>
        <translation>Do not offer again</translation>
    </message>
    <message>
        <source>Bied {} niet meer aan</source>
        <translation>Do not offer {} again</translation>
    </message>
</context>
<context>
    <name>ScanSetting</name>
    <message>
        <source>Scanmap</source>
        <translation>Scan folder</translation>
    </message>
    <message>
        <source>Wat je toevoegt gaat naar de map ‘{}’</source>
        <translation>What you add goes to the folder ‘{}’</translation>
    </message>
    <message>
        <source>Wat je toevoegt blijft daar staan</source>
        <translation>What you add stays there</translation>
    </message>
    <message>
        <source>Wat gebeurt er met een scan die je toevoegt?</source>
        <translation>What happens to a scan that you add?</translation>
    </message>
    <message>
        <source>Ma&amp;p kiezen</source>
        <translation>Choose folde&amp;r</translation>
    </message>
    <message>
        <source>Niet meer &amp;volgen</source>
        <translation>Stop followin&amp;g</translation>
    </message>
    <message>
        <source>Kies de map waar je scanner of telefoon in bewaart. Wat er nieuw in komt, bieden we aan bij de zaak.</source>
        <translation>Choose the folder where your scanner or telephone saves. What is new in it is offered at the case.</translation>
    </message>
    <message>
        <source>We volgen {}. Wat er nieuw in komt, bieden we aan bij de zaak.</source>
        <translation>We follow {}. What is new in it is offered at the case.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Instellingen</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Taal en weergave</source>
        <translation>Language and display</translation>
    </message>
    <message>
        <source>Zoals dit apparaat</source>
        <translation>Same as this device</translation>
    </message>
    <message>
        <source>&amp;Taal</source>
        <translation>&amp;Language</translation>
    </message>
    <message>
        <source>Licht</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Donker</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Hoog contrast</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>{} %</source>
        <translation>{}%</translation>
    </message>
    <message>
        <source>Kle&amp;uren</source>
        <translation>&amp;Colours</translation>
    </message>
    <message>
        <source>Gr&amp;ootte van tekst</source>
        <translation>Si&amp;ze of text</translation>
    </message>
    <message>
        <source>Gewoon</source>
        <translation>As usual</translation>
    </message>
    <message>
        <source>Niets beweegt of knippert</source>
        <translation>Nothing moves or blinks</translation>
    </message>
    <message>
        <source>&amp;Beweging</source>
        <translation>&amp;Motion</translation>
    </message>
    <message>
        <source>Waar wil je van horen?</source>
        <translation>What do you want to hear of?</translation>
    </message>
    <message>
        <source>Je ziet het in dit venster, en anders als bericht van je systeem. Daarin staat alleen het nummer van de zaak.</source>
        <translation>You see it in this window, or else as a message of your system. That has the number of the case only.</translation>
    </message>
    <message>
        <source>Deze koffer</source>
        <translation>This briefcase</translation>
    </message>
    <message>
        <source>Je koffer staat in {}</source>
        <translation>Your briefcase is in {}</translation>
    </message>
    <message>
        <source>Alles daarin is versleuteld. Zonder jouw sleutel kan niemand het lezen.</source>
        <translation>Everything in it is encrypted. Nobody can read it without your key.</translation>
    </message>
</context>
<context>
    <name>SharedFields</name>
    <message>
        <source>&amp;Gegevens voor alles in deze lijst</source>
        <translation>Details for ever&amp;ything in this list</translation>
    </message>
    <message>
        <source>A&amp;uteur</source>
        <translation>A&amp;uthor</translation>
    </message>
    <message>
        <source>Jij, of wie het mailde</source>
        <translation>You, or who mailed it</translation>
    </message>
    <message>
        <source>O&amp;ntvangen op</source>
        <translation>Recei&amp;ved on</translation>
    </message>
    <message>
        <source>bijvoorbeeld 24-11-2026</source>
        <translation>such as 24-11-2026</translation>
    </message>
    <message>
        <source>&amp;Verzonden op</source>
        <translation>Sent o&amp;n</translation>
    </message>
    <message>
        <source>&amp;Beschrijving</source>
        <translation>Descri&amp;ption</translation>
    </message>
    <message>
        <source>Vanzelf, naar de soort</source>
        <translation>By itself, by the type</translation>
    </message>
    <message>
        <source>&amp;Wie mag het zien</source>
        <translation>&amp;Who may see it</translation>
    </message>
    <message>
        <source>Ook voor het document in de lijst</source>
        <translation>For the document in the list too</translation>
    </message>
    <message>
        <source>Ook voor de {} documenten in de lijst</source>
        <translation>For the {} documents in the list too</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
</context>
<context>
    <name>SignalsCard</name>
    <message>
        <source>Nieuw voor jou</source>
        <translation>New for you</translation>
    </message>
    <message>
        <source>Gezien</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Gezien: Nieuw voor jou</source>
        <translation>Seen: New for you</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Openen: {}</source>
        <translation>Open: {}</translation>
    </message>
    <message>
        <source>En nog {}.</source>
        <translation>And {} more.</translation>
    </message>
    <message>
        <source>Gezien.</source>
        <translation>Seen.</translation>
    </message>
</context>
<context>
    <name>SignatureArea</name>
    <message>
        <source>Handtekening, leeg</source>
        <translation>Signature, empty</translation>
    </message>
    <message>
        <source>Handtekening, gezet</source>
        <translation>Signature, drawn</translation>
    </message>
</context>
<context>
    <name>SignaturePane</name>
    <message>
        <source>Handtekening</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Handtekening &amp;bewaren</source>
        <translation>&amp;Save signature</translation>
    </message>
    <message>
        <source>&amp;Wie tekent er?</source>
        <translation>&amp;Who signs?</translation>
    </message>
    <message>
        <source>Teken hier, met vinger, pen of muis</source>
        <translation>Draw here, with finger, pen or mouse</translation>
    </message>
    <message>
        <source>&amp;Opnieuw</source>
        <translation>&amp;Again</translation>
    </message>
    <message>
        <source>Niet tekenen kan ook: de naam is dan het akkoord.</source>
        <translation>Not drawing is fine too: the name is then the agreement.</translation>
    </message>
    <message>
        <source>Akkoord &amp;bewaren</source>
        <translation>&amp;Save agreement</translation>
    </message>
    <message>
        <source>Akkoord bewaard.</source>
        <translation>Agreement saved.</translation>
    </message>
    <message>
        <source>Handtekening bewaard.</source>
        <translation>Signature saved.</translation>
    </message>
</context>
<context>
    <name>StatusPane</name>
    <message>
        <source>Status zetten</source>
        <translation>Set status</translation>
    </message>
    <message>
        <source>Zet s&amp;tatus</source>
        <translation>Set s&amp;tatus</translation>
    </message>
    <message>
        <source>Hoe ver is deze zaak?</source>
        <translation>How far is this case?</translation>
    </message>
    <message>
        <source>&amp;Resultaat</source>
        <translation>&amp;Result</translation>
    </message>
    <message>
        <source>Toelichting. Mag je o&amp;verslaan</source>
        <translation>Explanation. You may sk&amp;ip it</translation>
    </message>
    <message>
        <source>Jij besluit. Terugdraaien kan tot het verzonden is.</source>
        <translation>You decide. It can be undone until it is sent.</translation>
    </message>
    <message>
        <source>Kies een resultaat</source>
        <translation>Choose a result</translation>
    </message>
    <message>
        <source>{} (nu, sinds {})</source>
        <translation>{} (now, since {})</translation>
    </message>
    <message>
        <source>{} (sluit de zaak)</source>
        <translation>{} (closes the case)</translation>
    </message>
    <message>
        <source>Nog 1 ding voor je kunt afronden: {}.</source>
        <translation>1 thing left before you can close: {}.</translation>
    </message>
    <message>
        <source>Nog {} dingen voor je kunt afronden: {}.</source>
        <translation>{} things left before you can close: {}.</translation>
    </message>
    <message>
        <source>Zaak afr&amp;onden</source>
        <translation>Cl&amp;ose case</translation>
    </message>
    <message>
        <source>Er is niets veranderd.</source>
        <translation>Nothing has changed.</translation>
    </message>
    <message>
        <source>Zaak afgerond: {}.</source>
        <translation>Case closed: {}.</translation>
    </message>
    <message>
        <source>Status {} gezet.</source>
        <translation>Status {} set.</translation>
    </message>
</context>
<context>
    <name>StatusSteps</name>
    <message>
        <source>Stappen van de zaak</source>
        <translation>Steps of the case</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>sinds {}</source>
        <translation>since {}</translation>
    </message>
    <message>
        <source>overgeslagen</source>
        <translation>skipped</translation>
    </message>
    <message>
        <source>uiterlijk {}</source>
        <translation>due {}</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Bezig</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>Stoppen</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Synchroniseren</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>Bezig: {}</source>
        <translation>Busy: {}</translation>
    </message>
    <message>
        <source>{} bijgewerkt {}</source>
        <translation>{} updated {}</translation>
    </message>
    <message>
        <source>Offline. Alles werkt.</source>
        <translation>Offline. Everything works.</translation>
    </message>
    <message>
        <source>Verbonden</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Niet aangemeld. Alles werkt.</source>
        <translation>Not signed in. Everything works.</translation>
    </message>
    <message>
        <source>Niet bijgewerkt. Alles werkt.</source>
        <translation>Not up to date. Everything works.</translation>
    </message>
    <message>
        <source>Nog geen register. Alles blijft op dit apparaat.</source>
        <translation>No registry yet. Everything stays on this device.</translation>
    </message>
    <message>
        <source>1 vraag aan jou</source>
        <translation>1 question for you</translation>
    </message>
    <message>
        <source>{} vragen aan jou</source>
        <translation>{} questions for you</translation>
    </message>
    <message>
        <source>1 vraag</source>
        <translation>1 question</translation>
    </message>
    <message>
        <source>{} vragen</source>
        <translation>{} questions</translation>
    </message>
    <message>
        <source>Bevestigd om {}, op {} na</source>
        <translation>Confirmed at {}, except {}</translation>
    </message>
    <message>
        <source>Alles staat bij het register</source>
        <translation>Everything is at the registry</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Synchronisatie</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>&amp;Nu synchroniseren</source>
        <translation>Sync &amp;now</translation>
    </message>
    <message>
        <source>Sto&amp;ppen</source>
        <translation>Sto&amp;p</translation>
    </message>
    <message>
        <source>Je kunt doorwerken, alles blijft hier staan tot het bevestigd is.</source>
        <translation>You can go on working, everything stays here until it is confirmed.</translation>
    </message>
    <message>
        <source>{} van {} verstuurd.</source>
        <translation>{} of {} sent.</translation>
    </message>
    <message>
        <source>{} van {} stappen klaar.</source>
        <translation>{} of {} steps done.</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>Registries</translation>
    </message>
    <message>
        <source>jouw zaken</source>
        <translation>your cases</translation>
    </message>
    <message>
        <source>zaken van je team</source>
        <translation>cases of your team</translation>
    </message>
    <message>
        <source>alle zaken</source>
        <translation>all cases</translation>
    </message>
    <message>
        <source>bijgewerkt {}</source>
        <translation>updated {}</translation>
    </message>
    <message>
        <source>Controleren</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>Controleren: {}</source>
        <translation>Check: {}</translation>
    </message>
    <message>
        <source>Nog niet gesynchroniseerd</source>
        <translation>Not synced yet</translation>
    </message>
    <message>
        <source>Verbonden</source>
        <translation>Connected</translation>
    </message>
    <message>
        <source>Offline. Alles werkt.</source>
        <translation>Offline. Everything works.</translation>
    </message>
    <message>
        <source>Niet aangemeld</source>
        <translation>Not signed in</translation>
    </message>
    <message>
        <source>Even niet bereikbaar</source>
        <translation>Not reachable for now</translation>
    </message>
    <message>
        <source>Eerdere keren</source>
        <translation>Earlier runs</translation>
    </message>
    <message>
        <source>Hier komt wat er eerder is gestuurd en opgehaald.</source>
        <translation>What was sent and fetched earlier comes here.</translation>
    </message>
    <message>
        <source>{} gestuurd, {} opgehaald</source>
        <translation>{} sent, {} fetched</translation>
    </message>
    <message>
        <source>Geen verbinding</source>
        <translation>No connection</translation>
    </message>
    <message>
        <source>alles bleef hier bewaard</source>
        <translation>everything stayed safe here</translation>
    </message>
    <message>
        <source>{} antwoordt weer.</source>
        <translation>{} answers again.</translation>
    </message>
    <message>
        <source>Gaat opnieuw mee.</source>
        <translation>It goes along again.</translation>
    </message>
    <message>
        <source>Er is een notitie van gemaakt.</source>
        <translation>It was made into a note.</translation>
    </message>
    <message>
        <source>Bewaar als bestand</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>Dit bestand bevat gegevens van mensen. Bewaar het op een veilige plek en niet langer dan nodig.</source>
        <translation>This file holds data of people. Keep it in a safe place and no longer than needed.</translation>
    </message>
</context>
<context>
    <name>TaskPane</name>
    <message>
        <source>Sluiten</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Sluiten (Esc)</source>
        <translation>Close (Esc)</translation>
    </message>
</context>
<context>
    <name>TemplatePane</name>
    <message>
        <source>Document uit een sjabloon</source>
        <translation>Document from a template</translation>
    </message>
    <message>
        <source>Document &amp;maken</source>
        <translation>&amp;Make document</translation>
    </message>
    <message>
        <source>Welk sjabloon?</source>
        <translation>Which template?</translation>
    </message>
    <message>
        <source>Als &amp;PDF, om te versturen</source>
        <translation>As &amp;PDF, to send</translation>
    </message>
    <message>
        <source>Als Word kun je het daarna nog aanpassen.</source>
        <translation>As Word you can still change it afterwards.</translation>
    </message>
    <message>
        <source>Hier weet de zaak nog niets over: {}.</source>
        <translation>The case knows nothing yet about: {}.</translation>
    </message>
    <message>
        <source>Document gemaakt: {}.</source>
        <translation>Document made: {}.</translation>
    </message>
</context>
<context>
    <name>TemplateSetting</name>
    <message>
        <source>Sjablonen</source>
        <translation>Templates</translation>
    </message>
    <message>
        <source>Map met eigen s&amp;jablonen kiezen</source>
        <translation>Choose the folder with your own tem&amp;plates</translation>
    </message>
    <message>
        <source>Niet meer ge&amp;bruiken</source>
        <translation>No longer &amp;use</translation>
    </message>
    <message>
        <source>Maak je eigen Word-sjablonen, met velden als {{zaak.nummer}}. Kies hier de map.</source>
        <translation>Make your own Word templates, with fields such as {{zaak.nummer}}. Choose the folder here.</translation>
    </message>
    <message>
        <source>Je eigen sjablonen staan in {}.</source>
        <translation>Your own templates are in {}.</translation>
    </message>
</context>
<context>
    <name>TextSheet</name>
    <message>
        <source>{} %</source>
        <translation>{} %</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>Foto</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Foto maken of kiezen</source>
        <translation>Take or choose a photo</translation>
    </message>
    <message>
        <source>Notitie</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Notitie schrijven</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>Formulier</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Formulier invullen</source>
        <translation>Fill in the form</translation>
    </message>
    <message>
        <source>Handtekening</source>
        <translation>Signature</translation>
    </message>
    <message>
        <source>Handtekening zetten</source>
        <translation>Draw a signature</translation>
    </message>
    <message>
        <source>Afspraak</source>
        <translation>Agreement</translation>
    </message>
    <message>
        <source>Afspraak maken</source>
        <translation>Make an agreement</translation>
    </message>
    <message>
        <source>Besluit</source>
        <translation>Decision</translation>
    </message>
    <message>
        <source>Besluit nemen</source>
        <translation>Take a decision</translation>
    </message>
</context>
<context>
    <name>TimelineModel</name>
    <message>
        <source>jou</source>
        <translation>you</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
    <message>
        <source>vandaag</source>
        <translation>today</translation>
    </message>
</context>
<context>
    <name>TimelineView</name>
    <message>
        <source>Tijdlijn</source>
        <translation>Timeline</translation>
    </message>
    <message>
        <source>Kopiëren</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Verder schrijven…</source>
        <translation>Go on writing…</translation>
    </message>
    <message>
        <source>Definitief maken</source>
        <translation>Make final</translation>
    </message>
    <message>
        <source>Terugtrekken</source>
        <translation>Take back</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Goedemorgen {}.</source>
        <translation>Good morning {}.</translation>
    </message>
    <message>
        <source>Goedemiddag {}.</source>
        <translation>Good afternoon {}.</translation>
    </message>
    <message>
        <source>Goedenavond {}.</source>
        <translation>Good evening {}.</translation>
    </message>
    <message>
        <source>Dit heeft jou nodig</source>
        <translation>This needs you</translation>
    </message>
    <message>
        <source>Oplossen</source>
        <translation>Solve</translation>
    </message>
    <message>
        <source>Kiezen</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>Gemeld door het register</source>
        <translation>Reported by the registry</translation>
    </message>
    <message>
        <source>Gezien</source>
        <translation>Seen</translation>
    </message>
    <message>
        <source>Gezien: {}</source>
        <translation>Seen: {}</translation>
    </message>
    <message>
        <source>Gezien.</source>
        <translation>Seen.</translation>
    </message>
</context>
<context>
    <name>TogetherPane</name>
    <message>
        <source>Documenten samen bewaren</source>
        <translation>Save documents together</translation>
    </message>
    <message>
        <source>&amp;Bewaar…</source>
        <translation>&amp;Save…</translation>
    </message>
    <message>
        <source>&amp;Zip-bestand: alles zoals het is</source>
        <translation>&amp;ZIP file: everything as it is</translation>
    </message>
    <message>
        <source>&amp;Eén pdf: van pdf’s en foto’s, in deze volgorde</source>
        <translation>&amp;One PDF: of PDFs and photographs, in this order</translation>
    </message>
    <message>
        <source>De inhoud staat bij het register. Haal haar eerst op.</source>
        <translation>The contents are at the registry. Fetch them first.</translation>
    </message>
    <message>
        <source>Bewaar als bestand</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>Bezig met bewaren…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>Bewaard. Dit bestand bevat gegevens van mensen. Bewaar het op een veilige plek en niet langer dan nodig.</source>
        <translation>Saved. This file holds data of people. Keep it in a safe place and no longer than needed.</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Dit wacht nog</source>
        <translation>This is still waiting</translation>
    </message>
    <message>
        <source>Wat je doet is meteen bewaard. Hier zie je wat nog niet bij het register staat. Het gaat vanzelf mee.</source>
        <translation>What you do is kept at once. Here you see what is not at the registry yet. It goes along by itself.</translation>
    </message>
    <message>
        <source>Zoek of doe met Ctrl+K</source>
        <translation>Search or do with Ctrl+K</translation>
    </message>
    <message>
        <source>Typ een naam, een adres of wat je wilt doen. Dat werkt op elke pagina.</source>
        <translation>Type a name, an address or what you want to do. It works on every page.</translation>
    </message>
    <message>
        <source>Werk offline, het mag</source>
        <translation>Work offline, feel free</translation>
    </message>
    <message>
        <source>Zonder verbinding werkt alles. Probeer het gerust: deze zaken zijn verzonnen.</source>
        <translation>Everything works without a connection. Do try: these cases are invented.</translation>
    </message>
    <message>
        <source>Sla de rondleiding over</source>
        <translation>Skip the tour</translation>
    </message>
    <message>
        <source>Begrepen</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>{} van {}</source>
        <translation>{} of {}</translation>
    </message>
</context>
<context>
    <name>UnlockPane</name>
    <message>
        <source>Slot eraf halen</source>
        <translation>Release lock</translation>
    </message>
    <message>
        <source>&amp;Haal het slot eraf</source>
        <translation>&amp;Release the lock</translation>
    </message>
    <message>
        <source>Let op: werkt er toch iemand in dit document, dan kan die zijn werk niet meer opslaan. Vraag het eerst aan je collega. Doe dit alleen als je zeker weet dat niemand eraan werkt.</source>
        <translation>Mind: if somebody is working in this document after all, they can no longer save their work. Ask your colleague first. Do this only when you are certain that nobody is working on it.</translation>
    </message>
    <message>
        <source>Dit kan alleen met verbinding en met het recht daarvoor.</source>
        <translation>This needs a connection and the right to do it.</translation>
    </message>
    <message>
        <source>‘{}’ staat bij het register op slot.</source>
        <translation>‘{}’ is locked at the registry.</translation>
    </message>
    <message>
        <source>Even kijken bij het register…</source>
        <translation>Asking the registry…</translation>
    </message>
    <message>
        <source>Er zat geen slot meer op.</source>
        <translation>There was no lock any more.</translation>
    </message>
    <message>
        <source>Het slot is eraf.</source>
        <translation>The lock is off.</translation>
    </message>
</context>
<context>
    <name>UnsentBanner</name>
    <message>
        <source>Bekijk ze</source>
        <translation>See them</translation>
    </message>
    <message>
        <source>1 wijziging staat alleen nog hier, sinds {}.</source>
        <translation>1 change is only here, since {}.</translation>
    </message>
    <message>
        <source>Van deze zaak staat 1 wijziging alleen nog hier, sinds {}. Hij gaat mee zodra er verbinding is.</source>
        <translation>1 change to this case is only here, since {}. It goes along as soon as there is a connection.</translation>
    </message>
    <message>
        <source>{} wijzigingen staan alleen nog hier, sinds {}.</source>
        <translation>{} changes are only here, since {}.</translation>
    </message>
    <message>
        <source>Van deze zaak staan {} wijzigingen alleen nog hier, sinds {}. Ze gaan mee zodra er verbinding is.</source>
        <translation>{} changes to this case are only here, since {}. They go along as soon as there is a connection.</translation>
    </message>
</context>
<context>
    <name>VersionsPane</name>
    <message>
        <source>Sluiten</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Versies van {}</source>
        <translation>Versions of {}</translation>
    </message>
    <message>
        <source>Even kijken…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Dit document staat nog alleen hier. Er is één versie.</source>
        <translation>This document is still only here. There is one version.</translation>
    </message>
    <message>
        <source>Zonder verbinding zie je alleen wat hier bekend is.</source>
        <translation>Without a connection you only see what is known here.</translation>
    </message>
    <message>
        <source>Versie {}</source>
        <translation>Version {}</translation>
    </message>
    <message>
        <source>in de koffer</source>
        <translation>in the briefcase</translation>
    </message>
    <message>
        <source>Terughalen</source>
        <translation>Bring back</translation>
    </message>
    <message>
        <source>Versie {} terughalen</source>
        <translation>Bring back version {}</translation>
    </message>
    <message>
        <source>Versie {} is teruggehaald. Ze gaat als nieuwe versie mee.</source>
        <translation>Version {} was brought back. It goes along as a new version.</translation>
    </message>
    <message>
        <source>Bewaar als bestand…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>Versie {} bewaren als bestand</source>
        <translation>Save version {} as a file</translation>
    </message>
    <message>
        <source>Bewaar als bestand</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>Versie {} is bewaard.</source>
        <translation>Version {} was saved.</translation>
    </message>
</context>
<context>
    <name>VisitAfter</name>
    <message>
        <source>Afspraken</source>
        <translation>Agreements</translation>
    </message>
    <message>
        <source>Vervolg</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Nog geen afspraken met collega’s.</source>
        <translation>No agreements with colleagues yet.</translation>
    </message>
    <message>
        <source>Afspraak maken</source>
        <translation>Make an agreement</translation>
    </message>
    <message>
        <source>Kom je terug? Plan het nu, dan staat het vast.</source>
        <translation>Coming back? Plan it now, then it is settled.</translation>
    </message>
    <message>
        <source>Vervolgbezoek plannen</source>
        <translation>Plan the next visit</translation>
    </message>
</context>
<context>
    <name>VisitBefore</name>
    <message>
        <source>Meenemen</source>
        <translation>Take along</translation>
    </message>
    <message>
        <source>Waar en wie</source>
        <translation>Where and who</translation>
    </message>
    <message>
        <source>Vooraf</source>
        <translation>Beforehand</translation>
    </message>
    <message>
        <source>Deze zaak staat nog niet klaar. Zonder verbinding heb je wat er al is.</source>
        <translation>This case is not ready yet. Without a connection you have what is here already.</translation>
    </message>
    <message>
        <source>Opnieuw klaarzetten</source>
        <translation>Make ready again</translation>
    </message>
    <message>
        <source>&amp;Klaarzetten</source>
        <translation>Make &amp;ready</translation>
    </message>
    <message>
        <source>Met {}</source>
        <translation>With {}</translation>
    </message>
    <message>
        <source>Let op: {}</source>
        <translation>Note: {}</translation>
    </message>
    <message>
        <source>&amp;Route</source>
        <translation>R&amp;oute</translation>
    </message>
    <message>
        <source>Be&amp;l</source>
        <translation>Ca&amp;ll</translation>
    </message>
    <message>
        <source>Bel</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>Bel {}</source>
        <translation>Call {}</translation>
    </message>
</context>
<context>
    <name>VisitHead</name>
    <message>
        <source>Terug</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>&amp;Voor</source>
        <translation>&amp;Before</translation>
    </message>
    <message>
        <source>&amp;Tijdens</source>
        <translation>&amp;During</translation>
    </message>
    <message>
        <source>&amp;Na</source>
        <translation>&amp;After</translation>
    </message>
</context>
<context>
    <name>VisitList</name>
    <message>
        <source>Bezoeken, zeven dagen</source>
        <translation>Visits, seven days</translation>
    </message>
    <message>
        <source>Bezoeken vandaag</source>
        <translation>Visits today</translation>
    </message>
    <message>
        <source>Alleen vandaag</source>
        <translation>Today only</translation>
    </message>
    <message>
        <source>Week bekijken</source>
        <translation>Look at the week</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Openen: {}</source>
        <translation>Open: {}</translation>
    </message>
    <message>
        <source>Geen bezoeken vandaag. Zet een zaak klaar en hij verschijnt hier.</source>
        <translation>No visits today. Prepare a case and it appears here.</translation>
    </message>
    <message>
        <source>Geen bezoeken in deze zeven dagen. Plan er een op de zaak.</source>
        <translation>No visits in these seven days. Plan one at the case.</translation>
    </message>
</context>
<context>
    <name>VisitPage</name>
    <message>
        <source>Voor je aanbelt</source>
        <translation>Before you ring</translation>
    </message>
    <message>
        <source>Wat we bespreken</source>
        <translation>What we discuss</translation>
    </message>
    <message>
        <source>&amp;Bezoek starten</source>
        <translation>Start &amp;visit</translation>
    </message>
    <message>
        <source>&amp;Bezoek afronden</source>
        <translation>Finish &amp;visit</translation>
    </message>
    <message>
        <source>Verslag in de zaak &amp;zetten</source>
        <translation>&amp;Put report in the case</translation>
    </message>
    <message>
        <source>&amp;Klaar</source>
        <translation>&amp;Done</translation>
    </message>
    <message>
        <source>Teruggetrokken. Het is niet verstuurd.</source>
        <translation>Taken back. It was not sent.</translation>
    </message>
    <message>
        <source>Notitie bewaard.</source>
        <translation>Note saved.</translation>
    </message>
    <message>
        <source>Bezoek afgerond. Het verslag staat klaar. Alles gaat mee zodra er verbinding is.</source>
        <translation>Visit finished. The report is ready. Everything goes along as soon as there is a connection.</translation>
    </message>
    <message>
        <source>Het verslag staat in de zaak.</source>
        <translation>The report is in the case.</translation>
    </message>
</context>
<context>
    <name>VisitPlanPane</name>
    <message>
        <source>Bezoek plannen</source>
        <translation>Plan a visit</translation>
    </message>
    <message>
        <source>Bezoek &amp;plannen</source>
        <translation>&amp;Plan visit</translation>
    </message>
    <message>
        <source>&amp;Waarvoor ga je?</source>
        <translation>&amp;What is it for?</translation>
    </message>
    <message>
        <source>Welke &amp;dag?</source>
        <translation>Which &amp;day?</translation>
    </message>
    <message>
        <source>&amp;Hoe laat?</source>
        <translation>What &amp;time?</translation>
    </message>
    <message>
        <source>Waar? Leeg is het adres van de &amp;zaak</source>
        <translation>Where? Empty is the address of the &amp;case</translation>
    </message>
    <message>
        <source>Wie &amp;gaat mee? Mag je overslaan</source>
        <translation>Who comes alon&amp;g? You may skip this</translation>
    </message>
    <message>
        <source>Wat moet er &amp;vooraf? Eén per regel</source>
        <translation>What be&amp;forehand? One per line</translation>
    </message>
    <message>
        <source>Waar &amp;let je op? Mag je overslaan</source>
        <translation>What do you watch &amp;out for? You may skip this</translation>
    </message>
    <message>
        <source>Bezoek gepland: {}.</source>
        <translation>Visit planned: {}.</translation>
    </message>
</context>
<context>
    <name>VisitRow</name>
    <message>
        <source>&amp;Start bezoek</source>
        <translation>&amp;Start visit</translation>
    </message>
    <message>
        <source>Openen</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Geweest</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Nog niet klaargezet</source>
        <translation>Not made ready yet</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Hoe wil je beginnen?</source>
        <translation>How do you want to begin?</translation>
    </message>
    <message>
        <source>&amp;Begin nu</source>
        <translation>&amp;Begin now</translation>
    </message>
    <message>
        <source>&amp;Aansluiten</source>
        <translation>&amp;Connect</translation>
    </message>
    <message>
        <source>Rondkijken met voorbeeldzaken</source>
        <translation>Look around with sample cases</translation>
    </message>
    <message>
        <source>Geen account nodig. De zaken zijn verzonnen.</source>
        <translation>No account needed. The cases are invented.</translation>
    </message>
    <message>
        <source>Aansluiten op mijn organisatie</source>
        <translation>Connect to my organisation</translation>
    </message>
    <message>
        <source>Met het bestand van je beheerder.</source>
        <translation>With the file from your administrator.</translation>
    </message>
    <message>
        <source>&amp;Taal en weergave</source>
        <translation>&amp;Language and display</translation>
    </message>
    <message>
        <source>Je kunt later altijd wisselen.</source>
        <translation>You can always switch later.</translation>
    </message>
</context>
<context>
    <name>WorklistPage</name>
    <message>
        <source>Werklijst</source>
        <translation>Worklist</translation>
    </message>
    <message>
        <source>&amp;Nieuwe zaak</source>
        <translation>&amp;New case</translation>
    </message>
    <message>
        <source>1 zaak</source>
        <translation>1 case</translation>
    </message>
    <message>
        <source>{} zaken</source>
        <translation>{} cases</translation>
    </message>
    <message>
        <source>Geen zaak past bij dit filter.</source>
        <translation>No case matches this filter.</translation>
    </message>
    <message>
        <source>Filter wissen</source>
        <translation>Clear the filter</translation>
    </message>
    <message>
        <source>Deze lijst is leeg. Er staan wel zaken in je koffer.</source>
        <translation>This list is empty. There are cases in your briefcase.</translation>
    </message>
    <message>
        <source>Je koffer is nog leeg. Kies welke zaken je meeneemt.</source>
        <translation>Your briefcase is still empty. Choose which cases you take along.</translation>
    </message>
    <message>
        <source>Filter op een kolom…</source>
        <translation>Filter on a column…</translation>
    </message>
    <message>
        <source>Lijst bewaren…</source>
        <translation>Save list…</translation>
    </message>
    <message>
        <source>Als bestand bewaren…</source>
        <translation>Save as a file…</translation>
    </message>
    <message>
        <source>Alle zaken van deze lijst kiezen</source>
        <translation>Pick all cases of this list</translation>
    </message>
    <message>
        <source>Lijst weggehaald. De zaken zijn er nog.</source>
        <translation>List removed. The cases are still there.</translation>
    </message>
    <message>
        <source>Als bestand bewaren</source>
        <translation>Save as a file</translation>
    </message>
    <message>
        <source>{} zaken in het bestand.</source>
        <translation>{} cases in the file.</translation>
    </message>
</context>
<context>
    <name>_Step</name>
    <message>
        <source>nu</source>
        <translation>now</translation>
    </message>
    <message>
        <source>gedaan</source>
        <translation>done</translation>
    </message>
    <message>
        <source>stap {}</source>
        <translation>step {}</translation>
    </message>
</context>
<context>
    <name>_Warning</name>
    <message>
        <source>Dit bestand kan iets starten op je computer, zoals een programma of macro’s. Hier kijken kan geen kwaad. Open het alleen als je de afzender vertrouwt.</source>
        <translation>This file can start something on your computer, such as a program or macros. Looking here does no harm. Only open it if you trust the sender.</translation>
    </message>
</context>
</TS>
