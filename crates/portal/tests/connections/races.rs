//! Many at once: nobody ever sees half of an edit.

use crate::world::{Acme, saml};
use contract::Rule;
use portal::{
    Error,
    access::permission::SeeSignIn,
    connection::{self, MappingInput},
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::Barrier;

/// Version n is told by its entity id and by its mapping; together they are whole.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_reader_ever_sees_half_an_edit() {
    let acme = Arc::new(Acme::new().await);
    let (can, id) = (acme.can().await, acme.ready().await);
    let write = async |n: i32| {
        connection::set_saml_values(&can, id, &format!("https://idp{n}.example"), "https://idp.example/sso", "").await.unwrap();
        connection::set_mapping(&can, id, MappingInput { email: format!("mail{n}"), ..MappingInput::default() }).await.unwrap();
        acme.passes_a_test(id).await;
        connection::activate(&can, id).await.unwrap();
    };
    write(1).await;
    let over = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..6)
        .map(|_| {
            let (acme, over) = (acme.clone(), over.clone());
            tokio::spawn(async move {
                let can = acme.world.can::<SeeSignIn>(&acme.alice, "acme").await;
                let mut seen = 0;
                while !over.load(Ordering::Relaxed) {
                    let mut found = connection::find(&can, id).await.unwrap();
                    found.candidate = None;
                    let live = found.live.as_ref().expect("something always serves");
                    let email = live.settings.mapping.email.clone().unwrap();
                    assert_eq!(saml(&found).entity_id, format!("https://idp{}.example", email.trim_start_matches("mail")));
                    seen += 1;
                }
                seen
            })
        })
        .collect();
    for n in 2..14 {
        write(n).await;
        if n % 3 == 0 {
            connection::roll_back(&can, id).await.unwrap();
        }
    }
    over.store(true, Ordering::Relaxed);
    for reader in readers {
        assert!(reader.await.unwrap() > 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_activate_one_does() {
    let acme = Acme::new().await;
    let id = acme.ready().await;
    acme.passes_a_test(id).await;
    let barrier = Arc::new(Barrier::new(2));
    let activate = |can| {
        let barrier = barrier.clone();
        tokio::spawn(async move {
            barrier.wait().await;
            connection::activate(&can, id).await
        })
    };
    let (one, other) = (activate(acme.can().await), activate(acme.can().await));
    let results = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert!(results.iter().any(|result| matches!(result, Err(Error::Conflict(Rule::NotInThatState)))), "{results:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_edit_at_once_make_one_candidate_with_both_edits() {
    let acme = Acme::new().await;
    let id = acme.active().await;
    let barrier = Arc::new(Barrier::new(2));
    let (one, other) = (acme.can().await, acme.can().await);
    let waiting = barrier.clone();
    let mapping = tokio::spawn(async move {
        waiting.wait().await;
        connection::set_mapping(&one, id, MappingInput { email: "mail".into(), ..MappingInput::default() }).await
    });
    let arrival = tokio::spawn(async move {
        barrier.wait().await;
        connection::set_arrival(&other, id, "invited", "member").await
    });
    mapping.await.unwrap().unwrap();
    arrival.await.unwrap().unwrap();
    let candidate = acme.find(id).await.candidate.unwrap();
    assert_eq!((candidate.number, candidate.settings.mapping.email.as_deref()), (2, Some("mail")));
    assert_eq!(candidate.settings.arrival, contract::Arrival::Invited);
}
