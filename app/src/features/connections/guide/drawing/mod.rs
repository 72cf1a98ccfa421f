//! Sketches of the screens that people look for longest: our own, without logos, the labels as they stand there. In the colours of the page,
//! so light and dark work by themselves; what has to be touched is in the accent colour.

pub(super) mod adfs;
pub(super) mod entra;
pub(super) mod google;
pub(super) mod keycloak;
pub(super) mod okta;
mod screen;

use screen::{Mark, Screen};
