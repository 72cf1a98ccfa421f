//! Two at once, over connections of their own, let go together.

use crate::world::Acme;
use contract::{Role, Rule};
use portal::{
    Error,
    access::{
        Can,
        permission::{DecideRequests, EnterOrganization},
    },
    invitation, join_request,
    member::{self, RoleChange},
    organization,
    page::Edge,
};
use std::sync::Arc;
use tokio::sync::Barrier;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_owners_who_demote_each_other_leave_one() {
    for round in 0..6 {
        let acme = Acme::new().await;
        let (olga, olga_id) = acme.somebody("Olga", &[Role::Owner]).await;
        let (alice, olga) = (acme.manages(&acme.alice).await, acme.manages(&olga).await);
        let alice_id = alice.membership();
        let barrier = Arc::new(Barrier::new(2));
        let demote = |can: portal::access::Can<_>, whom| {
            let barrier = barrier.clone();
            tokio::spawn(async move {
                barrier.wait().await;
                match round % 3 {
                    0 => member::change_roles(&can, whom, &RoleChange::Set(vec![Role::Member])).await,
                    1 => member::suspend(&can, whom).await,
                    _ => member::remove(&can, whom).await,
                }
            })
        };
        let (one, other) = (demote(alice, olga_id), demote(olga, alice_id));
        let results = [one.await.unwrap(), other.await.unwrap()];
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        // Whoever came second had been demoted meanwhile: no rights are left to act with.
        assert!(results.iter().any(|result| matches!(result, Err(Error::Forbidden))), "{results:?}");
        assert_eq!(acme.owners().await, 1);
        acme.seats().await;
        acme.world.drain().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_owners_who_lay_down_their_role_at_once_leave_one() {
    for _ in 0..4 {
        let acme = Acme::new().await;
        let (olga, _) = acme.somebody("Olga", &[Role::Owner]).await;
        let barrier = Arc::new(Barrier::new(2));
        let lay_down = |can: portal::access::Can<portal::access::permission::ManageMembers>| {
            let barrier = barrier.clone();
            tokio::spawn(async move {
                barrier.wait().await;
                member::change_roles(&can, can.membership(), &RoleChange::Set(vec![Role::Member])).await
            })
        };
        let (one, other) = (lay_down(acme.manages(&acme.alice).await), lay_down(acme.manages(&olga).await));
        let results = [one.await.unwrap(), other.await.unwrap()];
        assert!(results.iter().any(|result| matches!(result, Err(Error::Conflict(Rule::LastOwner)))), "{results:?}");
        assert_eq!(acme.owners().await, 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_who_accept_at_once_for_one_free_seat_are_one_member() {
    let acme = Acme::new().await;
    acme.limit_seats(2).await;
    let (world, inviter) = (&acme.world, crate::invitations::inviter(&acme).await);
    let addresses: Vec<String> = (0..50).map(|n| format!("p{n}@x.example")).collect();
    let portal::invitation::Invited::Review(draft) = crate::invitations::invite(&inviter, &addresses.join(",")).await.unwrap() else {
        panic!("it is said that they are too many")
    };
    portal::invitation::send(&inviter, draft).await.unwrap();
    let barrier = Arc::new(Barrier::new(50));
    let mut accepting = Vec::new();
    for address in &addresses {
        let visitor = world.person("Somebody", address).await.visitor();
        let id = portal::invitation::pending(&world.portal, &visitor).await.unwrap()[0].id;
        let (portal, barrier) = (world.portal.clone(), barrier.clone());
        accepting.push(tokio::spawn(async move {
            barrier.wait().await;
            portal::invitation::accept_pending(&portal, &visitor, id).await
        }));
    }
    let (mut accepted, mut refused) = (0, 0);
    for result in accepting {
        match result.await.unwrap() {
            Ok(_) => accepted += 1,
            Err(Error::Conflict(Rule::NoSeat)) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((accepted, refused, acme.seats().await), (1, 49, 2));
    world.pass(time::Duration::minutes(1));
    world.drain().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_owners_who_leave_at_once_leave_one() {
    for _ in 0..4 {
        let acme = Acme::new().await;
        let (olga, _) = acme.somebody("Olga", &[Role::Owner]).await;
        let barrier = Arc::new(Barrier::new(2));
        let leave = |can: Can<EnterOrganization>| {
            let barrier = barrier.clone();
            tokio::spawn(async move {
                barrier.wait().await;
                organization::leave(&can).await
            })
        };
        let (one, other) = (leave(acme.world.can(&acme.alice, "acme").await), leave(acme.world.can(&olga, "acme").await));
        let results = [one.await.unwrap(), other.await.unwrap()];
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        assert!(results.iter().any(|result| matches!(result, Err(Error::Conflict(Rule::LastOwner)))), "{results:?}");
        assert_eq!((acme.owners().await, acme.seats().await), (1, 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_seat_is_taken_once_by_whichever_way() {
    for _ in 0..4 {
        let acme = Acme::new().await;
        acme.world.arrange("update organization set ask_to_join = true").await;
        // One is suspended, one has asked and one is invited; there is a seat for one of them.
        let (_, suspended) = acme.somebody("Sue", &[Role::Member]).await;
        let manager = acme.manages(&acme.alice).await;
        member::suspend(&manager, suspended).await.unwrap();
        let asking = acme.world.person("Ada", "ada@acme.example").await;
        join_request::ask(&acme.world.portal, &asking.visitor(), acme.org, "").await.unwrap();
        let decider: Can<DecideRequests> = acme.world.can(&acme.alice, "acme").await;
        let request = join_request::list(&acme.world.can(&acme.alice, "acme").await, &Edge::First).await.unwrap().rows[0].id;
        crate::invitations::invite(&crate::invitations::inviter(&acme).await, "bo@x.example").await.unwrap();
        let invited = acme.world.person("Bo", "bo@x.example").await.visitor();
        let invitation = crate::invitations::only(&acme).await.id;
        acme.world.drain().await;
        acme.limit_seats(2).await;

        let barrier = Arc::new(Barrier::new(3));
        let (first, second, third) = (barrier.clone(), barrier.clone(), barrier);
        let reactivating = tokio::spawn(async move {
            first.wait().await;
            member::reactivate(&manager, suspended).await
        });
        let approving = tokio::spawn(async move {
            second.wait().await;
            join_request::approve(&decider, request, &["member".to_owned()]).await
        });
        let portal = acme.world.portal.clone();
        let accepting = tokio::spawn(async move {
            third.wait().await;
            invitation::accept_pending(&portal, &invited, invitation).await.map(drop)
        });
        let results = [reactivating.await.unwrap(), approving.await.unwrap(), accepting.await.unwrap()];
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
        assert_eq!(results.iter().filter(|result| matches!(result, Err(Error::Conflict(Rule::NoSeat)))).count(), 2, "{results:?}");
        assert_eq!(acme.seats().await, 2);
        acme.world.drain().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_accepted_and_revoked_at_once_is_one_of_them() {
    for _ in 0..4 {
        let acme = Acme::new().await;
        let can = crate::invitations::inviter(&acme).await;
        crate::invitations::invite(&can, "bo@x.example").await.unwrap();
        acme.world.drain().await;
        let visitor = acme.world.person("Bo", "bo@x.example").await.visitor();
        let id = crate::invitations::only(&acme).await.id;
        let barrier = Arc::new(Barrier::new(2));
        let (portal, waiting) = (acme.world.portal.clone(), barrier.clone());
        let accepting = tokio::spawn(async move {
            waiting.wait().await;
            portal::invitation::accept_pending(&portal, &visitor, id).await
        });
        barrier.wait().await;
        let revoked = portal::invitation::revoke(&can, id).await;
        let accepted = accepting.await.unwrap();
        assert_ne!(accepted.is_ok(), revoked.is_ok(), "{accepted:?} {revoked:?}");
        assert_eq!(acme.seats().await, if accepted.is_ok() { 2 } else { 1 });
    }
}
