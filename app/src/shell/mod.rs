//! What stands around every page: the document, the door, the house, and what is shown when there is nothing to show.

mod door;
mod house;
mod html;
mod mark;
mod nav;
mod org_switcher;
mod outside;
mod palette;
mod person_menu;
mod preferences;
mod problem_page;
mod problem_view;
mod theme;

/// Where a development portal without SMTP keeps its mail.
const MAILBOX: &str = "/dev/mailbox";

pub use door::{Door, DoorHeading};
pub use house::House;
pub use html::{HAS_ISLANDS, Html, POSTS_TO};
pub use mark::Mark;
pub use nav::{Invited, OrgChoice, OrgNav, PersonNav, Place, Waiting};
pub use org_switcher::SEEN_AT_A_GLANCE;
pub use outside::Outside;
pub use preferences::{ChooseLanguage, ChooseTheme, choose_language, choose_theme};
pub use problem_page::ProblemPage;
pub use problem_view::ProblemView;
pub use theme::Theme;
