//! What its pages say, in both languages. What a provider's own console says is in its accent, and in English everywhere.

use contract::Locale;

macro_rules! words {
    ($($name:ident = $en:literal / $de:literal;)+) => {
        /// The texts of one language.
        pub(crate) struct Words { pub(crate) locale: Locale, $(pub(crate) $name: &'static str),+ }

        static EN: Words = Words { locale: Locale::En, $($name: $en),+ };
        static DE: Words = Words { locale: Locale::De, $($name: $de),+ };
    };
}

words! {
    practice = "Practice identity provider" / "Übungs-Anbieter";
    nothing_real = "Nothing here is real: no accounts, no passwords." / "Hier ist nichts echt: keine Konten, keine Passwörter.";
    index_title = "Choose whom to practise with" / "Mit wem möchten Sie üben?";
    index_about = "Each plays its original: what it sends, and what its console calls things. Any name makes a new one."
        / "Jeder spielt sein Original: was es sendet und wie seine Konsole die Dinge nennt. Jeder Name ergibt einen neuen Anbieter.";
    name = "Name" / "Name";
    name_hint = "Small letters, digits and hyphens." / "Kleinbuchstaben, Ziffern und Bindestriche.";
    accent = "Plays" / "Spielt";
    open = "Open its console" / "Konsole öffnen";

    application = "Application" / "Anwendung";
    people = "People" / "Personen";
    faults = "Faults" / "Fehler";
    saved = "Saved." / "Gespeichert.";
    save = "Save" / "Speichern";
    fault_on = "It does this wrong:" / "Dieser Anbieter macht etwas falsch:";
    turn_off = "Change" / "Ändern";

    gives = "Copy to the portal" / "In das Portal kopieren";
    gives_about = "What the portal asks for, as this console calls it." / "Was das Portal wissen möchte, mit den Wörtern dieser Konsole.";
    takes = "Paste from the portal" / "Aus dem Portal einfügen";
    takes_about = "Leave it empty to be taken for whoever comes. Once something is here, what doesn’t agree with it goes wrong as it does with the original."
        / "Solange es leer ist, wird jeder angenommen. Sobald etwas eingetragen ist, geht alles, was nicht dazu passt, so schief wie beim Original.";
    by_saml = "SAML" / "SAML";
    by_oidc = "OpenID Connect" / "OpenID Connect";
    service_metadata = "Metadata of the portal" / "Metadaten des Portals";
    service_metadata_hint = "Its address, to take over everything at once. Requests are then checked against the key in it; some providers encrypt to it, too."
        / "Deren Adresse, um alles auf einmal zu übernehmen. Anfragen werden dann mit dem Schlüssel darin geprüft; manche Anbieter verschlüsseln auch damit.";
    knows_keys = "It knows the portal’s certificates." / "Die Zertifikate des Portals sind bekannt.";
    bad_metadata = "No metadata of a service provider was found there. Is it an address of the portal?"
        / "Dort wurden keine Metadaten eines Service-Providers gefunden. Ist es eine Adresse des Portals?";
    bad_address = "It sends people to the portal alone: give an address that begins with the portal’s own."
        / "Personen werden nur zum Portal geschickt: Geben Sie eine Adresse an, die mit der des Portals beginnt.";
    download = "Download" / "Herunterladen";
    secret_note = "Shown for practice; a real console shows it once." / "Zur Übung sichtbar; eine echte Konsole zeigt es nur einmal.";
    keys = "Signing key" / "Signaturschlüssel";
    key_steady = "One key is in use, and no other is announced." / "Ein Schlüssel ist im Einsatz, kein anderer ist angekündigt.";
    key_announced = "The next key is announced: both are published, the old one signs."
        / "Der nächste Schlüssel ist angekündigt: Beide sind veröffentlicht, der alte signiert.";
    key_switched = "The new key signs; the old one is still published." / "Der neue Schlüssel signiert; der alte ist noch veröffentlicht.";
    announce = "Announce the next key" / "Nächsten Schlüssel ankündigen";
    switch = "Sign with the next key" / "Mit dem nächsten Schlüssel signieren";
    switch_at_once = "Change it without notice" / "Ohne Ankündigung wechseln";
    retire = "Publish only the one that signs" / "Nur den signierenden veröffentlichen";
    start = "Start from here" / "Von hier aus beginnen";
    start_about = "Sends somebody to the portal who wasn’t asked for (IdP-initiated). It needs the address and the entity ID above."
        / "Schickt jemanden zum Portal, nach dem nicht gefragt wurde (IdP-initiated). Dazu werden Adresse und Entity-ID von oben gebraucht.";
    sign_out = "Sign out" / "Abmelden";
    is_signed_in = "Signed in here:" / "Hier angemeldet:";

    people_about = "Whoever is here can be signed in; there are no passwords." / "Wer hier steht, kann angemeldet werden; Passwörter gibt es nicht.";
    domain = "Domain of their addresses" / "Domain der Adressen";
    domain_hint = "Changes the address of everybody who is in the old one." / "Ändert die Adressen aller, die zur alten Domain gehören.";
    given_name = "First name" / "Vorname";
    family_name = "Last name" / "Nachname";
    address = "User name (an address)" / "Benutzername (eine Adresse)";
    groups = "Groups, with commas" / "Gruppen, mit Kommas";
    id = "Stable ID" / "Feste ID";
    mailbox = "Has a mailbox (without one no e-mail address is sent)" / "Hat ein Postfach (sonst wird keine E-Mail-Adresse gesendet)";
    assigned = "May use the application" / "Darf die Anwendung nutzen";
    no_mailbox = "no mailbox" / "kein Postfach";
    not_assigned_badge = "not assigned" / "nicht zugewiesen";
    remove = "Remove" / "Entfernen";
    add = "Add a person" / "Person hinzufügen";

    faults_about = "What it does wrong from now on, until you choose otherwise. On the sign-in page one can be chosen for a single time."
        / "Was ab jetzt falsch gemacht wird, bis Sie etwas anderes wählen. Auf der Anmeldeseite lässt sich ein Fehler für ein einziges Mal wählen.";
    both = "In general" / "Allgemein";
    behave = "Behave like this" / "So verhalten";

    sign_in = "Sign in" / "Anmelden";
    sign_in_to = "to" / "bei";
    who = "Who are you this time?" / "Wer sind Sie diesmal?";
    keep = "Keep me signed in" / "Angemeldet bleiben";
    this_time = "What goes wrong this time" / "Was diesmal schiefgeht";
    cancel = "Cancel" / "Abbrechen";
    back = "Back to the portal" / "Zurück zum Portal";
    back_about = "You are on the way back. If nothing happens, press the button." / "Sie sind auf dem Rückweg. Falls nichts geschieht, drücken Sie den Knopf.";

    stopped = "The sign-in ends here" / "Die Anmeldung endet hier";
    stopped_about = "This is what the provider would show; the portal hears nothing of it." / "Das würde der Anbieter anzeigen; das Portal erfährt davon nichts.";
    to_console = "To its console" / "Zur Konsole";
    no_request = "What the portal sent is no request that can be read." / "Was das Portal gesendet hat, ist keine lesbare Anfrage.";
    request_not_signed = "The request isn’t signed by a key in the portal’s metadata." / "Die Anfrage ist mit keinem Schlüssel aus den Metadaten des Portals signiert.";
    nobody = "There is nobody to sign in." / "Es gibt niemanden, der angemeldet werden könnte.";
    not_assigned = "This person may not use the application." / "Diese Person darf die Anwendung nicht nutzen.";
}

impl Words {
    pub(crate) fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::En => &EN,
            Locale::De => &DE,
        }
    }

    pub(crate) fn only_to(&self, portal: &str, address: &str) -> String {
        match self.locale {
            Locale::En => format!("It sends people to {portal} and nowhere else, and this would be {address:?}."),
            Locale::De => format!("Personen werden nur zu {portal} geschickt, und das wäre {address:?}."),
        }
    }

    pub(crate) fn unknown_client(&self, client: &str) -> String {
        match self.locale {
            Locale::En => format!("The client ID {client:?} is not the one in this console."),
            Locale::De => format!("Die Client-ID {client:?} steht nicht in dieser Konsole."),
        }
    }
}
