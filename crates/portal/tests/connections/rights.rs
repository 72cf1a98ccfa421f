//! Nobody gives by a mapping what they couldn't give by hand (DECISIONS 3), and only those who manage sign-in change anything.

use crate::world::Acme;
use contract::{Role, Rule};
use portal::{
    Error,
    access::permission::{ManageSignIn, SeeSignIn},
    connection::{self, MappingInput},
};

fn mapping(pairs: &[(&str, &str)]) -> MappingInput {
    MappingInput { roles: pairs.iter().map(|(group, role)| ((*group).into(), (*role).into())).collect(), ..MappingInput::default() }
}

fn is_beyond(result: portal::Result<()>) -> bool {
    matches!(result, Err(Error::Conflict(Rule::BeyondYourRights)))
}

#[tokio::test]
async fn nobody_grants_by_mapping_what_they_do_not_hold() {
    let acme = Acme::new().await;
    let id = acme.draft().await;
    let sam = acme.somebody("Sam", &[Role::SignInAdministrator]).await;
    let sam = acme.world.can::<ManageSignIn>(&sam, "acme").await;
    for role in ["administrator", "people_administrator"] {
        assert!(is_beyond(connection::set_mapping(&sam, id, mapping(&[("Everybody", role)])).await), "{role}");
        assert!(is_beyond(connection::set_arrival(&sam, id, "joins", role).await), "{role}");
    }
    connection::set_mapping(&sam, id, mapping(&[("IT", "sign_in_administrator"), ("Audit", "auditor")])).await.unwrap();
    connection::set_arrival(&sam, id, "joins", "auditor").await.unwrap();

    let alice = acme.can().await;
    connection::set_mapping(&alice, id, mapping(&[("Admins", "administrator")])).await.unwrap();
    connection::set_arrival(&alice, id, "joins", "administrator").await.unwrap();
    let more = MappingInput { email: "mail".into(), ..mapping(&[("Admins", "administrator"), ("Audit", "auditor")]) };
    connection::set_mapping(&sam, id, more).await.unwrap();
    connection::set_arrival(&sam, id, "invited", "administrator").await.unwrap();
    assert!(is_beyond(connection::set_mapping(&sam, id, mapping(&[("Everybody", "administrator")])).await), "another group is another grant");
}

#[tokio::test]
async fn nobody_is_made_an_owner_by_a_group() {
    let acme = Acme::new().await;
    let (alice, id) = (acme.can().await, acme.draft().await);
    assert!(is_beyond(connection::set_mapping(&alice, id, mapping(&[("Owners", "owner")])).await));
    assert!(is_beyond(connection::set_arrival(&alice, id, "joins", "owner").await));
}

#[tokio::test]
async fn rights_are_asked_again_at_the_act() {
    let acme = Acme::new().await;
    let id = acme.ready().await;
    acme.passes_a_test(id).await;
    let sam = acme.somebody("Sam", &[Role::SignInAdministrator]).await;
    let can = acme.world.can::<ManageSignIn>(&sam, "acme").await;
    acme.world.arrange(&format!("update membership_role set role = 'auditor' where membership_id = '{}'", can.membership())).await;
    for refused in [
        connection::activate(&can, id).await,
        connection::rename(&can, id, "Mine").await,
        connection::set_domains(&can, id, &[]).await,
        connection::set_mapping(&can, id, MappingInput::default()).await,
        connection::remove(&can, id).await,
        connection::add_key(&can, id).await,
        connection::create(&can, "Mine", "okta", "saml").await.map(|_| ()),
    ] {
        assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
    }
    let looks = acme.world.can::<SeeSignIn>(&sam, "acme").await;
    assert_eq!(connection::find(&looks, id).await.unwrap().name, "Okta");
    assert!(matches!(acme.world.inside(&sam, "acme").await.can::<ManageSignIn>(), Err(Error::Forbidden)));
}
