//! The people of an organisation: all of them, one of them, and what is done to one or to many.

mod api;
mod bulk;
mod filters;
mod list_page;
mod member_page;
mod questions;
mod row;
mod said;
mod tabs;

pub use api::{
    ChangeMemberRoles, ReactivateMember, RemoveMember, SuspendMember, change_member_roles, reactivate_member, remove_member, suspend_member,
};
pub(crate) use bulk::went_wrong as bulk_went_wrong;
pub use bulk::{StartOnMembers, start_on_members};
pub use list_page::list_page;
pub use member_page::member_page;
pub(crate) use said::{member_path, role_badge};
pub use tabs::{PeopleTab, people_page};
