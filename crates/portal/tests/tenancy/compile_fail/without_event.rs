//! A change ends by its event or not at all.

use portal::{
    access::{Can, permission::ManageSettings},
    audit::Unrecorded,
};

async fn silently(can: &Can<ManageSettings>) {
    let tx = can.begin().await.unwrap();
    tx.commit().await.unwrap(); //~ E0061
    let tx = can.begin().await.unwrap();
    tx.commit_unrecorded(Unrecorded::LastActive).await.unwrap(); //~ E0624
}
