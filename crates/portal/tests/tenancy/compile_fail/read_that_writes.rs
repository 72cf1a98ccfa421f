//! A look has nothing to write with, and its connection is the portal's own.

use portal::{
    access::{Can, permission::SeeSettings},
    audit::Event,
};

async fn writes(can: &Can<SeeSettings>) {
    let mut read = can.read().await.unwrap();
    read.conn(); //~ E0624
    read.commit(Event::DeletionCancelled { delete_after: None }).await.unwrap(); //~ E0599
}
