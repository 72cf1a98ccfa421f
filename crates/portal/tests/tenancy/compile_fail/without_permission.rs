//! A verb takes the witness of its own permission, and only an entered organisation gives one.

use portal::{
    access::{
        Can, OrgContext,
        permission::{ManageSettings, SeeSettings},
    },
    organization,
};
use std::sync::Arc;

async fn with_another_permission(can: &Can<SeeSettings>) {
    organization::rename(can, "Acme").await.unwrap(); //~ E0308
}

fn by_hand(context: Arc<OrgContext>) -> Can<ManageSettings> {
    Can::new(context) //~ E0624
}
