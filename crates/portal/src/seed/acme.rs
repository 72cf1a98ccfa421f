//! Acme Logistics, of middling size, where something of everything has happened.

use super::{
    connected::{Connected, Provider},
    story::{List, Someone, Story, set},
};
use crate::{
    Error, Result,
    access::{
        Can, Visitor,
        permission::{DecideRequests, InvitePeople, ManageMembers, ManageSettings, SeeActivity, SeeMembers},
    },
    activity,
    audit::Origin,
    domain, invitation, join_request, member, organization,
    page::Edge,
};
use contract::{DomainId, InvitationId, Locale, MembershipId, OrgId, RequestId, Role};
use time::{Duration, macros::time};

pub(super) const SLUG: &str = "acme";
pub(super) const ANA: &str = "ana@acme.example";
pub(super) const BO: &str = "bo@acme.example";
pub(super) const CHIDINMA: &str = "chidinma.okonkwo-fairweather@acme.example";
pub(super) const DARIUSZ: &str = "d.wojcik@acme.example";
pub(super) const ELIF: &str = "elif@partner.example";

const ANYBODY: Someone<'static> =
    Someone { name: "", address: "", locale: Locale::En, zone: "Europe/Vienna", ip: [192, 0, 2, 17], device: "Firefox · Windows", password: false };

/// Who acts in it more than once.
struct Cast {
    ana: Visitor,
    bo: Visitor,
    chidinma: Visitor,
    dariusz: Visitor,
    grete: Visitor,
    hiro: Visitor,
    elif_id: MembershipId,
    grete_id: MembershipId,
    hiro_id: MembershipId,
}

/// Tells it, and answers Ana. Each chapter is boxed: unoptimised, all of them at once are more than a thread's stack holds.
pub(super) async fn tell(story: &Story, provider: Option<&impl Provider>) -> Result<Visitor> {
    let cast = Box::pin(they_come(story)).await?;
    let domain = Box::pin(they_settle(story, &cast)).await?;
    let connected = match provider {
        Some(provider) => Some(Box::pin(Connected::new(story, &cast.chidinma, domain, provider)).await?),
        None => None,
    };
    let (bens, chiaras) = (browser([192, 0, 2, 31], "Firefox · Linux"), browser([192, 0, 2, 40], "Safari · Mac"));
    if let Some(connected) = &connected {
        story.pass(Duration::minutes(80)).await?;
        Box::pin(connected.come(&bens, "Ben", true)).await?;
    }
    Box::pin(they_grow(story, &cast)).await?;
    if let Some(connected) = &connected {
        story.at(4, time!(7:50)).await?;
        Box::pin(connected.come(&chiaras, "Chiara", false)).await?;
        story.pass(Duration::minutes(26)).await?;
        Box::pin(connected.come(&chiaras, "Chiara", true)).await?;
        story.at(3, time!(8:58)).await?;
        Box::pin(connected.come(&bens, "Ben", true)).await?;
    }
    Box::pin(lately(story, &cast)).await?;
    Ok(cast.ana)
}

async fn they_come(story: &Story) -> Result<Cast> {
    let members = &[Role::Member];
    story.at(30, time!(8:12)).await?;
    let ana = Someone { name: "Ana Lindqvist", address: ANA, ip: [192, 0, 2, 4], device: "Firefox · Linux", password: true, ..ANYBODY };
    let ana = story.sign_up(ana).await?;
    story.found(&ana, "Acme Freight", "acme-freight", Locale::En, "Europe/Vienna").await?;
    story.pass(Duration::minutes(19)).await?;
    let people = format!("Bo Nakamura <{BO}>, Chidinma Okonkwo-Fairweather <{CHIDINMA}>");
    let message = "You two first: have a look around before I let everybody in.";
    story.invite(&ana, "acme-freight", List { people: &people, roles: members, locale: Locale::En, message, days: 7 }).await?;
    story.pass(Duration::minutes(34)).await?;
    let (bo, bo_id) = story.join(Someone { name: "Bo Nakamura", address: BO, password: true, ..ANYBODY }).await?;
    story.at(29, time!(7:48)).await?;
    let chidinma = Someone { name: "Chidinma Okonkwo-Fairweather", address: CHIDINMA, device: "Safari · Mac", password: true, ..ANYBODY };
    let (chidinma, chidinma_id) = story.join(chidinma).await?;

    story.at(28, time!(9:03)).await?;
    let settings: Can<ManageSettings> = story.can(&ana, "acme-freight").await?;
    organization::rename(&settings, "Acme Logistics").await?;
    story.pass(Duration::minutes(2)).await?;
    organization::relocate(&settings, SLUG).await?;
    story.at(27, time!(13:20)).await?;
    let manages: Can<ManageMembers> = story.can(&ana, SLUG).await?;
    member::change_roles(&manages, bo_id, &set(&[Role::PeopleAdministrator])).await?;
    story.pass(Duration::minutes(1)).await?;
    member::change_roles(&manages, chidinma_id, &set(&[Role::SignInAdministrator, Role::Auditor])).await?;

    story.at(26, time!(8:40)).await?;
    let people = format!("Dariusz Wójcik <{DARIUSZ}>; {ELIF}; Grete Ångström <grete@acme.example>; hiro@acme.example\nkofi@acme.example");
    let message = "This is where we look after who gets in.";
    story.invite(&bo, SLUG, List { people: &people, roles: members, locale: Locale::En, message, days: 7 }).await?;
    story.at(26, time!(9:15)).await?;
    let (dariusz, _) = story.join(Someone { name: "Dariusz Wójcik", address: DARIUSZ, device: "Edge · Windows", password: true, ..ANYBODY }).await?;
    story.at(25, time!(10:02)).await?;
    let elif = Someone { name: "Elif Kaya", address: ELIF, ip: [198, 51, 100, 80], zone: "Europe/Istanbul", password: true, ..ANYBODY };
    let (_, elif_id) = story.join(elif).await?;
    story.pass(Duration::hours(3)).await?;
    let (grete, grete_id) = story.join(Someone { name: "Grete Ångström", address: "grete@acme.example", ..ANYBODY }).await?;
    story.at(24, time!(6:55)).await?;
    let (hiro, hiro_id) = story.join(Someone { name: "Hiro Tanaka", address: "hiro@acme.example", device: "Chrome · Android", ..ANYBODY }).await?;
    Ok(Cast { ana, bo, chidinma, dariusz, grete, hiro, elif_id, grete_id, hiro_id })
}

/// Answers the domain that they have proven.
async fn they_settle(story: &Story, Cast { ana, bo, chidinma, dariusz, elif_id, grete_id, hiro_id, .. }: &Cast) -> Result<DomainId> {
    story.at(23, time!(9:05)).await?;
    let domain = story.prove(chidinma, SLUG, "acme.example").await?;
    story.at(22, time!(12:30)).await?;
    organization::allow_ask_to_join(&story.can(ana, SLUG).await?, true).await?;
    story.at(21, time!(7:10)).await?;
    let farah = story.sign_up(Someone { name: "Farah Haddad", address: "farah@acme.example", ..ANYBODY }).await?;
    ask(story, &farah, "I look after customs papers in Trieste; Dariusz said to ask here.").await?;
    story.pass(Duration::hours(2)).await?;
    let request = request_of(story, bo, "farah@acme.example").await?;
    join_request::approve(&story.can::<DecideRequests>(bo, SLUG).await?, request, &[Role::Member.key().to_owned()]).await?;
    story.pass(Duration::minutes(20)).await?;
    story.visit(&farah, SLUG).await?;
    story.at(20, time!(8:05)).await?;
    let ivan = story.sign_up(Someone { name: "Ivan Petrov", address: "ivan@acme.example", ..ANYBODY }).await?;
    ask(story, &ivan, "").await?;
    story.pass(Duration::minutes(50)).await?;
    let request = request_of(story, bo, "ivan@acme.example").await?;
    join_request::decline(&story.can::<DecideRequests>(bo, SLUG).await?, request).await?;

    story.at(19, time!(14:00)).await?;
    member::change_roles(&story.can(ana, SLUG).await?, *elif_id, &set(&[Role::Auditor])).await?;
    story.at(12, time!(9:45)).await?;
    member::remove(&story.can(bo, SLUG).await?, *grete_id).await?;
    story.at(11, time!(15:25)).await?;
    story.visit(dariusz, SLUG).await?;
    story.at(10, time!(11:11)).await?;
    member::suspend(&story.can(ana, SLUG).await?, *elif_id).await?;
    story.at(9, time!(8:30)).await?;
    member::suspend(&story.can(bo, SLUG).await?, *hiro_id).await?;
    story.pass(Duration::minutes(6)).await?;
    member::reactivate(&story.can(bo, SLUG).await?, *hiro_id).await?;
    Ok(domain)
}

async fn they_grow(story: &Story, Cast { bo, chidinma, .. }: &Cast) -> Result<()> {
    story.at(6, time!(9:20)).await?;
    let lists = List { people: "lena@acme.exmaple", roles: &[Role::Member], locale: Locale::De, message: "", days: 7 };
    story.invite(bo, SLUG, lists).await?;
    story.pass(Duration::minutes(4)).await?;
    let mistyped = invitation_to(story, bo, "lena@acme.exmaple").await?;
    invitation::revoke(&story.can::<InvitePeople>(bo, SLUG).await?, mistyped).await?;
    let people = "Lena Brandstätter <lena@acme.example>, Mikkel Sørensen <mikkel@acme.example>";
    story.invite(bo, SLUG, List { people, roles: &[Role::Member], locale: Locale::De, message: "", days: 14 }).await?;
    story.at(5, time!(14:40)).await?;
    domain::add(&story.can(chidinma, SLUG).await?, "acme-freight.example").await.map(drop)
}

async fn lately(story: &Story, Cast { ana, bo, chidinma, grete, hiro, .. }: &Cast) -> Result<()> {
    story.at(3, time!(13:37)).await?;
    let message = "For the yearly audit. You will see everything and can change nothing.";
    let list = List { people: "Noor van den Heuvel <noor@partner.example>", roles: &[Role::Auditor], locale: Locale::En, message, days: 30 };
    story.invite(ana, SLUG, list).await?;
    story.at(1, time!(8:02)).await?;
    let noors = invitation_to(story, ana, "noor@partner.example").await?;
    invitation::resend(&story.can::<InvitePeople>(ana, SLUG).await?, noors).await?;
    story.pass(Duration::minutes(3)).await?;
    invitation::copy_link(&story.can::<InvitePeople>(ana, SLUG).await?, noors).await?;

    story.at(1, time!(10:30)).await?;
    let olu = story.sign_up(Someone { name: "Oluwaseun Adébáyò", address: "olu@acme.example", ..ANYBODY }).await?;
    ask(story, &olu, "New in the Rotterdam office since Monday.").await?;
    story.pass(Duration::minutes(75)).await?;
    ask(story, grete, "I am back from parental leave.").await?;
    story.at(1, time!(16:45)).await?;
    story.visit(hiro, SLUG).await?;
    story.visit(chidinma, SLUG).await?;
    let records: Can<SeeActivity> = story.can(chidinma, SLUG).await?;
    drop(activity::export(records, activity::Filter::default(), activity::Format::Csv, "Europe/Vienna").await?);
    drop(member::export(story.can(chidinma, SLUG).await?, member::Filter::default()).await?);
    story.ago(Duration::minutes(48)).await?;
    story.visit(bo, SLUG).await?;
    story.visit(ana, SLUG).await.map(drop)
}

/// In which nobody is signed in.
fn browser(ip: [u8; 4], device: &str) -> Visitor {
    Visitor { origin: Origin { ip: Some(ip.into()), device: device.to_owned(), ..Origin::default() }, ..Visitor::default() }
}

async fn ask(story: &Story, who: &Visitor, message: &str) -> Result<()> {
    let welcoming = join_request::welcoming(&story.portal, who).await?;
    let org: OrgId = welcoming.first().map(|welcoming| welcoming.org).ok_or_else(|| Error::internal("nobody in the demo welcomes them"))?;
    join_request::ask(&story.portal, who, org, message).await?;
    story.pass(Duration::SECOND).await
}

async fn request_of(story: &Story, decider: &Visitor, address: &str) -> Result<RequestId> {
    let open = join_request::list(&story.can::<SeeMembers>(decider, SLUG).await?, &Edge::First).await?;
    open.rows.into_iter().find(|request| request.address == address).map(|request| request.id).ok_or(Error::NotFound)
}

async fn invitation_to(story: &Story, inviter: &Visitor, address: &str) -> Result<InvitationId> {
    let listing = invitation::Listing { filter: invitation::Filter { text: address.to_owned(), ..Default::default() }, ..Default::default() };
    let (page, _) = invitation::list(&story.can::<SeeMembers>(inviter, SLUG).await?, &listing).await?;
    page.rows.first().map(|invitation| invitation.id).ok_or(Error::NotFound)
}
