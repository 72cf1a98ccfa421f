//! The parts pages are made of: one a file, native elements first, each works without script.
//!
//! Parts know no feature: what they say is given to them, except for the few words of `common`. Their size follows the room: inside
//! `data-room="door"` text is 16 px and controls 44 px high, in the house 14 px and 36 px; on touch screens controls are always 44 px.
//! Colours are roles (`bg-surface text-muted`, see `style/tailwind.css`); classes are literals, because Tailwind reads the source.
//! What a part has no prop for is given as an attribute: `<Button attr:formaction=url>`.

mod avatar;
mod badge;
mod banner;
mod bulk_bar;
mod button;
mod card;
mod checklist;
mod chips_field;
mod choices;
mod code_input;
mod confirm_by_typing;
mod copy_field;
mod danger_zone;
mod dialog;
mod diff_view;
mod empty_state;
mod error_summary;
mod field;
mod filter_bar;
mod flash;
mod icon;
mod key_value;
mod labelled;
mod link;
mod maybe_text;
mod menu;
mod moment;
mod page_header;
mod page_title;
mod pager;
mod password_field;
mod progress;
mod select;
mod steps;
mod table;
mod tabs;
mod text_area;
mod tick;
mod timeline;
mod who;

pub use avatar::{Avatar, OrgMark, Size};
pub use badge::{Badge, Status, StatusDot, Tone};
pub use banner::Banner;
pub use bulk_bar::{BulkArea, BulkBar};
pub use button::{Button, ButtonLink, IconButton, Kind, look};
pub use card::{Card, FormFoot};
pub use checklist::{Checklist, ChecklistItem};
pub use chips_field::ChipsField;
pub use choices::Choices;
pub use code_input::CodeInput;
pub use confirm_by_typing::ConfirmByTyping;
pub use copy_field::{CopyButton, CopyField};
pub use danger_zone::{DangerAct, DangerZone};
pub use dialog::{Dialog, DialogButton, DialogFoot};
pub use diff_view::{Change, DiffView};
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use field::Field;
pub use filter_bar::{Filter, FilterBar, FilterPanel};
pub use flash::Flash;
pub use icon::Icon;
pub use key_value::{KeyValue, KeyValues};
pub use labelled::Labelled;
pub use link::{LINK, Link};
pub use maybe_text::MaybeText;
pub use menu::{ITEM, Menu, MenuButton, MenuLink, MenuRule};
pub use moment::{Moment, Told};
pub use page_header::PageHeader;
pub use page_title::{PageTitle, TitleEnd};
pub use pager::Pager;
pub use password_field::PasswordField;
pub use progress::Progress;
pub use select::{Choice, Select};
pub use steps::Steps;
pub use table::{Cell, Column, MenuCell, Row, SelectCell, Shows, Sorted, Table};
pub use tabs::{Tab, Tabs};
pub use text_area::TextArea;
pub use tick::{Checkbox, Radio, Switch};
pub use timeline::{Timeline, TimelineEntry};
pub use who::Who;
