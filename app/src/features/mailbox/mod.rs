//! The development mailbox, for who builds or tries out the portal: documents of their own beside the site.

mod list_page;
mod mail_page;

pub use list_page::ListPage;
pub use mail_page::MailPage;
