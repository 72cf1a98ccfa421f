//! Two at once, over connections of their own, let go together.

use crate::world::Acme;
use contract::{Role, Rule};
use portal::{
    Error,
    member::{self, RoleChange},
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
