//! Changing the signing key, with notice or without.

use crate::here::Here;
use crate::rotation::Rotation;
use axum::extract::Form;
use axum::response::Redirect;
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct Turn {
    turn: String,
}

pub(super) async fn turn(here: Here, Form(Turn { turn }): Form<Turn>) -> Redirect {
    let turned: fn(Rotation) -> Rotation = match turn.as_str() {
        "announce" => Rotation::announce,
        "switch" => Rotation::switch,
        "retire" => Rotation::retire,
        _ => |rotation| rotation,
    };
    here.idp.at(&here.place, |known| known.rotation = turned(known.rotation));
    Redirect::to(&format!("{}/?saved=#key", here.place.path()))
}
