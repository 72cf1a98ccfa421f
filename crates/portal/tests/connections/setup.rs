//! An administrator sets a connection up; another goes on where one stopped.

use crate::{
    provider::{IDP, certificate, metadata},
    world::{Acme, domain, flaws, saml},
};
use contract::{Arrival, Flaw, IdentityProvider, Protocol, Role, Rule};
use portal::{
    Error,
    access::permission::{ManageSignIn, SeeSignIn},
    audit::Event,
    connection::{self, GroupRole, MappingInput, MustSign, NAME_ID_FORMATS, State, Step},
};
use time::Duration;

#[tokio::test]
async fn a_connection_begins_as_a_draft_with_a_key_of_its_own() {
    let acme = Acme::new().await;
    let id = connection::create(&acme.can().await, "  Okta   for all ", "okta", "saml").await.unwrap();
    let draft = acme.find(id).await;
    assert_eq!((draft.name.as_str(), draft.provider, draft.protocol), ("Okta for all", IdentityProvider::Okta, Protocol::Saml));
    assert_eq!((draft.state, draft.step, draft.live.is_none(), draft.former.is_none()), (State::Draft, Step::Domains, true, true));
    let candidate = draft.candidate.unwrap();
    assert_eq!((candidate.number, candidate.created_by.as_str(), candidate.settings.is_complete()), (1, "Alice Ng", false));
    let [key] = &draft.keys[..] else { panic!("one key") };
    assert_eq!(key.certificate.subject(), format!("CN={}", draft.key));
    assert!(matches!(&acme.record().await[..], [Event::ConnectionCreated { name, .. }] if name == "Okta for all"));
}

#[tokio::test]
async fn what_cannot_be_a_connection_is_said_by_field() {
    let acme = Acme::new().await;
    let can = acme.can().await;
    assert_eq!(
        flaws(connection::create(&can, " ", "myspace", "carrier pigeon").await),
        [("name".into(), Flaw::Missing), ("provider".into(), Flaw::Unknown), ("protocol".into(), Flaw::Unknown)]
    );
    assert_eq!(flaws(connection::create(&can, &"x".repeat(61), "okta", "saml").await), [("name".into(), Flaw::TooLong { most: 60 })]);
    assert_eq!(flaws(connection::create(&can, "Ok\u{202E}ta", "okta", "saml").await), [("name".into(), Flaw::Malformed)]);
    assert_eq!(flaws(connection::create(&can, "Google", "google_workspace", "oidc").await), [("protocol".into(), Flaw::Unknown)]);
}

#[tokio::test]
async fn what_a_connection_is_called_is_no_billboard() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    for name in ["Sign in again at evil.com", "https://evil.example", "www.evil.example"] {
        assert_eq!(flaws(connection::create(&can, name, "okta", "saml").await), [("name".into(), Flaw::HasWebAddress)], "{name}");
        assert_eq!(flaws(connection::rename(&can, id, name).await), [("name".into(), Flaw::HasWebAddress)], "{name}");
    }
    assert_eq!(acme.find(id).await.name, "Okta", "everybody who must use it reads its name in a mail");
}

#[tokio::test]
async fn another_administrator_goes_on_where_one_stopped() {
    let acme = Acme::new().await;
    let id = acme.draft().await;
    connection::set_domains(&acme.can().await, id, std::slice::from_ref(&acme.domain)).await.unwrap();
    connection::reach(&acme.can().await, id, Step::Exchange).await.unwrap();
    let bo = acme.somebody("Bo", &[Role::SignInAdministrator]).await;
    let can = acme.world.can::<ManageSignIn>(&bo, "acme").await;
    let found = connection::find(&acme.world.can::<SeeSignIn>(&bo, "acme").await, id).await.unwrap();
    assert_eq!((found.step, found.domains.len()), (Step::Exchange, 1));
    let okta = certificate("Okta", acme.now() + Duration::days(300));
    connection::read_metadata(&can, id, metadata(IDP, &[&okta]).as_bytes(), None).await.unwrap();
    connection::reach(&can, id, Step::Domains).await.unwrap();
    let found = acme.find(id).await;
    assert_eq!(found.step, Step::Exchange, "going back to a step forgets nothing");
    assert_eq!(saml(&found).entity_id, IDP);
}

#[tokio::test]
async fn domains_are_chosen_among_ones_own_proven_or_not() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let pending = domain(&acme.world, acme.org, "acme.test", "pending").await;
    connection::set_domains(&can, id, &[pending.clone(), acme.domain.clone(), acme.domain.clone()]).await.unwrap();
    connection::set_domains(&can, id, &[acme.domain.clone(), pending.clone()]).await.unwrap();
    assert_eq!(acme.find(id).await.domains.len(), 2);
    for unknown in ["", "acme.example", "01890000-0000-7000-8000-000000000000"] {
        assert_eq!(flaws(connection::set_domains(&can, id, &[unknown.to_owned()]).await), [("domains".into(), Flaw::Unknown)]);
    }
    connection::set_domains(&can, id, &[pending]).await.unwrap();
    let changes: Vec<_> = acme.record().await.into_iter().filter(|event| matches!(event, Event::ConnectionDomainsChanged { .. })).collect();
    let [Event::ConnectionDomainsChanged { after: first, .. }, Event::ConnectionDomainsChanged { before, after, .. }] = &changes[..] else {
        panic!("the same again is no change: {changes:?}")
    };
    assert_eq!((first, before, after), (before, &vec!["acme.example".to_owned(), "acme.test".to_owned()], &vec!["acme.test".to_owned()]));
}

#[tokio::test]
async fn attributes_groups_and_newcomers_are_said_once_and_kept() {
    let acme = Acme::new().await;
    let (can, id) = (acme.can().await, acme.draft().await);
    let input = MappingInput {
        email: " mail ".into(),
        groups: "http://schemas.xmlsoap.org/claims/Group".into(),
        roles: vec![("Admins".into(), "administrator".into()), ("Audit".into(), "auditor".into()), ("Admins".into(), "member".into())],
        ..MappingInput::default()
    };
    connection::set_mapping(&can, id, input.clone()).await.unwrap();
    connection::set_mapping(&can, id, input).await.unwrap();
    connection::set_arrival(&can, id, "approved", "auditor").await.unwrap();
    connection::set_saml_options(&can, id, "both", NAME_ID_FORMATS[0], true).await.unwrap();
    let settings = acme.find(id).await.candidate.unwrap().settings;
    assert_eq!(settings.mapping.email.as_deref(), Some("mail"));
    assert_eq!(settings.mapping.roles[0], GroupRole { group: "Admins".into(), role: Role::Administrator });
    assert_eq!((settings.arrival, settings.default_role), (Arrival::Approved, Role::Auditor));
    let connection::Provider::Saml(saml) = settings.provider else { panic!("it speaks SAML") };
    assert_eq!((saml.must_sign, saml.name_id_format.as_deref(), saml.begins_at_provider), (MustSign::Both, Some(NAME_ID_FORMATS[0]), true));
    let parts: Vec<String> = acme
        .record()
        .await
        .into_iter()
        .filter_map(|event| if let Event::ConnectionEdited { what, .. } = event { Some(what) } else { None })
        .collect();
    assert_eq!(parts, ["mapping", "arrival", "options"], "the same again is no change");

    let wrong = MappingInput { email: "\u{7}".into(), roles: vec![("Admins".into(), "emperor".into())], ..MappingInput::default() };
    assert_eq!(flaws(connection::set_mapping(&can, id, wrong).await), [("email".into(), Flaw::Malformed), ("role".into(), Flaw::Unknown)]);
    assert_eq!(
        flaws(connection::set_arrival(&can, id, "perhaps", "nobody").await),
        [("arrival".into(), Flaw::Unknown), ("default_role".into(), Flaw::Unknown)]
    );
    let transient = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
    assert_eq!(flaws(connection::set_saml_options(&can, id, "both", transient, false).await), [("name_id_format".into(), Flaw::Unknown)]);
}

#[tokio::test]
async fn an_organisation_has_so_many_and_no_more() {
    let acme = Acme::new().await;
    acme.draft().await;
    acme.world
        .arrange("insert into connection select org_id, gen_random_uuid(), 'k' || n, name, provider, protocol, state, step, refresh_at, null, created_by, created_at, changed_at from connection, generate_series(2, 20) as n")
        .await;
    let refused = connection::create(&acme.can().await, "One more", "okta", "saml").await;
    assert!(matches!(refused, Err(Error::Conflict(Rule::TooManyConnections))), "{refused:?}");
}

#[tokio::test]
async fn who_is_affected_is_told_in_numbers() {
    let acme = Acme::new().await;
    let id = acme.ready().await;
    acme.somebody("Bo", &[Role::Member]).await;
    let guest = acme.world.person("Gia", "gia@guest.example").await;
    acme.world.member(acme.org, &guest, &[Role::Member]).await;
    let pending = domain(&acme.world, acme.org, "guest.example", "pending").await;
    connection::set_domains(&acme.can().await, id, &[acme.domain.clone(), pending]).await.unwrap();
    let can = acme.world.can::<SeeSignIn>(&acme.alice, "acme").await;
    let affected = connection::affected(&can, id).await.unwrap();
    assert_eq!(affected, connection::Affected { inside: 2, never: 2, outside: 1, pending: 1 });
}
