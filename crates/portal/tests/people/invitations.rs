use crate::world::Acme;
use contract::{Flaw, Locale, Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{InvitePeople, SeeMembers},
    },
    audit::Event,
    invitation::{self, Columns, Fate, Invitation, Invited, Listing, State},
    member,
    page::{Edge, Mark, SortKey},
};
use time::Duration;

pub async fn inviter(acme: &Acme) -> Can<InvitePeople> {
    acme.world.can(&acme.alice, "acme").await
}

/// Invites by the form, as a member, in English, for a week.
pub async fn invite(can: &Can<InvitePeople>, addresses: &str) -> Result<Invited, Error> {
    invitation::invite(can, addresses, &["member".to_owned()], "en", "", "7").await
}

pub async fn all(acme: &Acme, query: &str) -> Vec<Invitation> {
    let can: Can<SeeMembers> = acme.world.can(&acme.alice, "acme").await;
    invitation::list(&can, &Listing::parse(query)).await.unwrap().0.rows
}

pub async fn only(acme: &Acme) -> Invitation {
    let mut all = all(acme, "state=pending&state=expired&state=accepted&state=revoked").await;
    assert_eq!(all.len(), 1);
    all.remove(0)
}

fn fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(String, Flaw)> {
    let Err(Error::Invalid(fields)) = result else { panic!("{result:?}") };
    fields.into_iter().map(|field| (field.field.into_owned(), field.flaw)).collect()
}

#[tokio::test]
async fn a_few_new_people_are_invited_at_once() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    let invited =
        invitation::invite(&can, "Bo Nakamura <bo@x.example>, cy@x.example", &["auditor".into(), "member".into()], "de", "Bis Montag!", "14").await;
    assert_eq!(invited.unwrap(), Invited::Sent(2));

    let expires_at = acme.world.portal.clock.now() + Duration::days(14);
    let listed = all(&acme, "").await;
    assert_eq!(listed.len(), 2);
    let bo = listed.iter().find(|invitation| invitation.address == "bo@x.example").unwrap();
    assert_eq!((bo.name.as_str(), bo.roles.as_slice(), bo.state), ("Bo Nakamura", [Role::Auditor, Role::Member].as_slice(), State::Pending));
    assert_eq!((bo.expires_at, bo.sends, bo.invited_by.1.as_str()), (expires_at, 0, "Alice Ng"));
    let record = acme.record().await;
    assert_eq!(record.len(), 2);
    assert_eq!(
        record[0],
        Event::InvitationSent { invitation: bo.id, address: "bo@x.example".into(), roles: vec![Role::Auditor, Role::Member], expires_at }
    );

    // The second leaves a moment later.
    assert_eq!(acme.world.mails("bo@x.example").await.len(), 1);
    acme.world.pass(Duration::milliseconds(100));
    let mail = acme.world.mail("cy@x.example").await;
    assert_eq!(mail.subject, "Alice Ng lädt Sie zu Acme Logistics ein");
    assert!(mail.text.contains("> Bis Montag!") && mail.link().starts_with("http://portico.test/i/"), "{}", mail.text);
    assert_eq!(all(&acme, "q=cy@").await[0].sends, 1);
}

#[tokio::test]
async fn every_flaw_of_the_form_is_named() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    let flawed = invitation::invite(&can, " ", &[], "fr", "see www.evil.example", "0").await;
    let flawed: Vec<String> = fields(flawed).into_iter().map(|(field, _)| field).collect();
    assert_eq!(flawed, ["addresses", "roles", "locale", "message", "days"]);
    let many = "x@y.example,".repeat(501);
    assert_eq!(fields(invite(&can, &many).await), [("addresses".to_owned(), Flaw::TooMany { most: 500 })]);
}

#[tokio::test]
async fn a_list_with_questions_is_looked_over_first() {
    let acme = Acme::new().await;
    acme.limit_seats(4).await;
    let (_, gone) = acme.somebody("Gone", &[Role::Member]).await;
    let (_, asleep) = acme.somebody("Asleep", &[Role::Member]).await;
    member::remove(&acme.manages(&acme.alice).await, gone).await.unwrap();
    member::suspend(&acme.manages(&acme.alice).await, asleep).await.unwrap();
    let can = inviter(&acme).await;
    assert_eq!(invite(&can, "open@x.example").await.unwrap(), Invited::Sent(1));

    let file = "E-mail;Role;Name\n\
        new@x.example;;Nea New\n\
        gone@acme.example;;\n\
        alice@acme.example;;\n\
        asleep@acme.example;;\n\
        open@x.example;;\n\
        NEW@x.example;;\n\
        not an address;;\n\
        boss@x.example;big boss;\n\
        late@x.example;Auditor;\n";
    let draft = invitation::read_file(&can, file.as_bytes()).await.unwrap();
    let (kept, plan) = invitation::review(&can, draft).await.unwrap();
    assert_eq!(kept.sheet.columns, Columns { address: 0, role: Some(1), name: Some(2), last_name: None });
    let fates: Vec<(&str, Fate, bool)> = plan.rows.iter().map(|row| (row.text.as_str(), row.fate.clone(), row.over_seat_limit)).collect();
    assert_eq!(
        fates,
        [
            ("new@x.example", Fate::New, false),
            ("gone@acme.example", Fate::Returning, false),
            ("alice@acme.example", Fate::AlreadyMember, false),
            ("asleep@acme.example", Fate::Suspended, false),
            ("open@x.example", Fate::AlreadyInvited, false),
            ("NEW@x.example", Fate::Duplicate, false),
            ("not an address", Fate::Malformed(Flaw::Malformed), false),
            ("boss@x.example", Fate::UnknownRole("big boss".into()), false),
            ("late@x.example", Fate::New, true),
        ]
    );
    assert_eq!((plan.seats.taken, plan.seats.limit, plan.seats.invited, plan.seats.left()), (1, Some(4), 1, Some(2)));

    // Another column, other terms: the same list looked at anew.
    let terms = portal::invitation::Terms { days: 3, ..kept.terms.clone() };
    invitation::change(&can, draft, Columns { role: None, ..kept.sheet.columns }, &terms).await.unwrap();
    assert_eq!(invitation::review(&can, draft).await.unwrap().1.sent().count(), 4);

    let sending = invitation::send(&can, draft).await.unwrap();
    assert_eq!(sending.invited, Invited::Sent(4));
    assert!(matches!(invitation::send(&can, draft).await, Err(Error::NotFound)), "pressed twice, sent once");
    assert_eq!(all(&acme, "").await.len(), 5);
    let gone = all(&acme, "q=gone").await.remove(0);
    assert_eq!((gone.expires_at - gone.created_at, gone.roles), (Duration::days(3), vec![Role::Member]));

    // Whoever was left out is not forgotten; who stood there twice was invited.
    let (rest, plan) = invitation::review(&can, sending.left_out.unwrap()).await.unwrap();
    let left: Vec<_> = plan.rows.iter().map(|row| (row.text.as_str(), row.fate.key())).collect();
    assert_eq!(
        left,
        [
            ("alice@acme.example", "already_member"),
            ("asleep@acme.example", "suspended"),
            ("open@x.example", "already_invited"),
            ("not an address", "malformed")
        ]
    );
    assert_eq!(rest.terms, terms);
    acme.world.pass(Duration::SECOND);
    acme.world.drain().await;
}

#[tokio::test]
async fn what_the_database_has_no_letter_for_is_typed_and_looked_over() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    let Invited::Review(draft) = invite(&can, "a\0b, bo@x.example").await.unwrap() else { panic!("not everybody has an address") };
    let (_, plan) = invitation::review(&can, draft).await.unwrap();
    let fates: Vec<_> = plan.rows.iter().map(|row| (row.text.as_str(), row.fate.key())).collect();
    assert_eq!(fates, [("a b", "malformed"), ("bo@x.example", "new")]);
}

#[tokio::test]
async fn a_typed_list_with_questions_becomes_a_draft_of_ones_own_for_a_day() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    let Invited::Review(draft) = invite(&can, "alice@acme.example, new@x.example").await.unwrap() else { panic!("it is looked over") };
    let (petra, _) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    let petra: Can<InvitePeople> = acme.world.can(&petra, "acme").await;
    assert!(matches!(invitation::review(&petra, draft).await, Err(Error::NotFound)), "a colleague's draft is nobody else's");
    acme.world.pass(Duration::days(1));
    assert!(matches!(invitation::review(&can, draft).await, Err(Error::NotFound)));
    assert!(matches!(invitation::send(&can, draft).await, Err(Error::NotFound)));
    assert_eq!(acme.record().await, []);
    acme.world.drain().await;
}

#[tokio::test]
async fn nobody_is_invited_to_more_than_the_inviter_holds() {
    let acme = Acme::new().await;
    let (petra, _) = acme.somebody("Petra", &[Role::PeopleAdministrator]).await;
    let petra: Can<InvitePeople> = acme.world.can(&petra, "acme").await;
    let Invited::Review(draft) = invitation::invite(&petra, "a@x.example", &["auditor".into()], "en", "", "7").await.unwrap() else {
        panic!("it is looked over")
    };
    assert_eq!(invitation::review(&petra, draft).await.unwrap().1.rows[0].fate, Fate::BeyondYourRights);
    assert_eq!(fields(invitation::send(&petra, draft).await), [("addresses".to_owned(), Flaw::Missing)]);

    // Nor does she act on an invitation to more.
    let alice = inviter(&acme).await;
    invitation::invite(&alice, "owner@x.example", &["owner".into()], "en", "", "7").await.unwrap();
    acme.world.drain().await;
    let owner = only(&acme).await.id;
    for refused in
        [invitation::resend(&petra, owner).await, invitation::revoke(&petra, owner).await, invitation::copy_link(&petra, owner).await.map(drop)]
    {
        assert!(matches!(refused, Err(Error::Conflict(Rule::BeyondYourRights))), "{refused:?}");
    }
}

#[tokio::test]
async fn an_invitation_is_sent_again_with_another_link_and_all_its_days() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "bo@x.example").await.unwrap();
    let first = acme.world.mail("bo@x.example").await.link();
    let id = only(&acme).await.id;
    assert!(matches!(invitation::resend(&can, id).await, Err(Error::Limited(_))), "a mail has just left");
    acme.world.pass(Duration::days(10));
    assert_eq!(only(&acme).await.state, State::Expired);
    assert_eq!(all(&acme, "state=pending").await, []);
    assert_eq!(all(&acme, "state=expired").await.len(), 1);

    invitation::resend(&can, id).await.unwrap();
    let second = acme.world.mail("bo@x.example").await.link();
    assert_ne!(first, second);
    let again = only(&acme).await;
    assert_eq!((again.id, again.state, again.sends), (id, State::Pending, 2));
    assert_eq!(again.expires_at, acme.world.portal.clock.now() + Duration::days(7));
    let sent_again = Event::InvitationResent {
        invitation: id,
        address: "bo@x.example".into(),
        expired_at: Some(again.expires_at - Duration::days(10)),
        expires_at: Some(again.expires_at),
        inviter_before: Some("Alice Ng".into()),
        inviter: Some("Alice Ng".into()),
    };
    assert_eq!(acme.record().await[1], sent_again);
    assert_eq!(sent_again.changes().iter().map(|change| change.what.key()).collect::<Vec<_>>(), ["expires_at"], "who asks is the same");

    // Invited anew when expired, it is the same one, with the new terms.
    acme.world.pass(Duration::days(8));
    assert_eq!(invitation::invite(&can, "bo@x.example", &["auditor".into()], "en", "", "1").await.unwrap(), Invited::Sent(1));
    let anew = only(&acme).await;
    assert_eq!((anew.id, anew.roles.as_slice(), anew.state), (id, [Role::Auditor].as_slice(), State::Pending));
    acme.world.drain().await;
}

#[tokio::test]
async fn a_revoked_invitation_is_over() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "bo@x.example").await.unwrap();
    let id = only(&acme).await.id;
    invitation::revoke(&can, id).await.unwrap();
    assert!(acme.world.mails("bo@x.example").await.is_empty(), "what wasn't sent yet isn't sent any more");
    for over in [invitation::revoke(&can, id).await, invitation::resend(&can, id).await, invitation::copy_link(&can, id).await.map(drop)] {
        assert!(matches!(over, Err(Error::Gone(Rule::InvitationRevoked))), "{over:?}");
    }
    assert_eq!(only(&acme).await.state, State::Revoked);
    // Inviting them again is a new one.
    invite(&can, "bo@x.example").await.unwrap();
    assert_eq!(all(&acme, "state=pending&state=revoked").await.len(), 2);
    acme.world.drain().await;
}

#[tokio::test]
async fn links_are_copied_where_the_organisation_allows_it_and_that_is_recorded() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "bo@x.example").await.unwrap();
    acme.world.drain().await;
    let id = only(&acme).await.id;
    let link = invitation::copy_link(&can, id).await.unwrap();
    assert!(link.starts_with("http://portico.test/i/"));
    assert_eq!(acme.record().await[1], Event::InvitationLinkCopied { invitation: id, address: "bo@x.example".into() });
    sqlx::query("update organization set copy_links = false").execute(&mut acme.world.superuser().await).await.unwrap();
    assert!(matches!(invitation::copy_link(&can, id).await, Err(Error::Conflict(Rule::NotAllowedHere))));
}

#[tokio::test]
async fn a_recipient_is_not_buried_in_invitations() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "bo@x.example").await.unwrap();
    let id = only(&acme).await.id;
    for _ in 0..9 {
        acme.world.drain().await;
        acme.world.pass(Duration::minutes(2));
        invitation::resend(&can, id).await.unwrap();
    }
    assert_eq!(acme.world.mails("bo@x.example").await.len(), 8, "eight an hour to one recipient");
    acme.world.pass(Duration::hours(1));
    assert_eq!(acme.world.mails("bo@x.example").await.len(), 9, "one waits, however often it is asked for");
}

#[tokio::test]
async fn one_mail_is_under_way_however_often_it_is_asked_for() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "bo@x.example").await.unwrap();
    let id = only(&acme).await.id;
    assert!(matches!(invitation::resend(&can, id).await, Err(Error::Limited(_))), "one was asked for just now");
    for _ in 0..5 {
        acme.world.pass(Duration::minutes(2));
        invitation::resend(&can, id).await.unwrap();
    }
    assert_eq!(acme.world.mails("bo@x.example").await.len(), 1);
    assert_eq!(only(&acme).await.expires_at, acme.world.portal.clock.now() + Duration::days(7), "its days count from the last time");
}

#[tokio::test]
async fn somebody_who_waits_for_a_code_waits_behind_no_invitations() {
    let acme = Acme::new().await;
    invite(&inviter(&acme).await, "bo@x.example, cy@x.example").await.unwrap();
    acme.world.pass(Duration::MINUTE);
    let portal = &acme.world.portal;
    portal::recovery::begin(portal, &testkit::stranger("a browser"), "alice@acme.example", Locale::En).await.unwrap();
    acme.world.drain().await;
    let left: Vec<String> =
        sqlx::query_scalar("select recipient from dev_mail order by ctid").fetch_all(&mut acme.world.superuser().await).await.unwrap();
    assert_eq!(left, ["alice@acme.example", "bo@x.example", "cy@x.example"]);
}

#[tokio::test]
async fn lists_that_wait_for_a_look_are_few_and_gone_after_a_day() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    let mut drafts = Vec::new();
    for _ in 0..11 {
        acme.world.pass(Duration::MINUTE);
        drafts.push(invitation::read_file(&can, b"bo@x.example").await.unwrap());
    }
    assert!(matches!(invitation::review(&can, drafts[0]).await, Err(Error::NotFound)), "the oldest made room");
    for draft in &drafts[1..] {
        invitation::review(&can, *draft).await.unwrap();
    }
    acme.world.pass(Duration::DAY);
    acme.world.drain().await;
    let left: i64 = sqlx::query_scalar("select count(*) from invitation_draft").fetch_one(&mut acme.world.superuser().await).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn another_organisations_invitations_are_not_there() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    invite(&can, "bo@x.example").await.unwrap();
    acme.world.drain().await;
    let id = only(&acme).await.id;
    let Invited::Review(draft) = invite(&can, "bo@x.example").await.unwrap() else { panic!("it is looked over") };
    let mallory = acme.world.person("Mallory", "mallory@globex.example").await;
    acme.world.org("Globex", "globex", &mallory).await;
    let mallory: Can<InvitePeople> = acme.world.can(&mallory, "globex").await;
    for tried in [
        invitation::resend(&mallory, id).await,
        invitation::revoke(&mallory, id).await,
        invitation::copy_link(&mallory, id).await.map(drop),
        invitation::review(&mallory, draft).await.map(drop),
        invitation::send(&mallory, draft).await.map(drop),
    ] {
        assert!(matches!(tried, Err(Error::NotFound)), "{tried:?}");
    }
}

#[tokio::test]
async fn the_list_comes_in_the_order_that_is_asked_for() {
    let acme = Acme::new().await;
    let can = inviter(&acme).await;
    for (address, days) in [("bo@x.example", "3"), ("cy@x.example", "1"), ("ana@x.example", "2")] {
        invitation::invite(&can, address, &["member".to_owned()], "en", "", days).await.unwrap();
        acme.world.pass(Duration::MINUTE);
    }
    let order = async |query: &str| {
        all(&acme, query).await.into_iter().map(|invitation| invitation.address).collect::<Vec<_>>().join(" ").replace("@x.example", "")
    };
    assert_eq!(order("").await, "ana cy bo", "the newest first");
    assert_eq!((order("sort=address").await, order("sort=-address").await), ("ana bo cy".into(), "cy bo ana".into()));
    assert_eq!((order("sort=expires").await, order("sort=-expires").await), ("cy ana bo".into(), "bo ana cy".into()));
    let by_address = Listing::parse("sort=address");
    let mark = Mark { key: SortKey::Text("ana@x.example".into()), id: all(&acme, "q=ana").await[0].id.0 };
    assert_eq!(order(&by_address.at(Edge::After(mark.clone())).to_string()).await, "bo cy");
    assert_eq!(order(&Listing::default().at(Edge::After(mark)).to_string()).await, "ana cy bo", "a mark of another order is none");
    acme.world.drain().await;
}
