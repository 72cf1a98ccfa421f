//! Connections: an organisation's links to its identity providers. Each is set up as a candidate that is tested while the live one
//! serves, and changed by one act that can be taken back.

mod activate;
mod affected;
mod change;
mod create;
mod domains;
mod keys;
mod look;
mod mapping;
mod metadata;
mod model;
mod oidc;
mod published;
mod refresh;
mod rename;
mod reseal;
mod saml;
mod secret;
mod serving;
mod sql;
mod sql_key;
mod sql_look;
mod sql_refresh;
mod sql_version;
mod switch;

pub use activate::{TEST_COUNTS_FOR, activate, roll_back};
pub use affected::{Affected, affected};
pub use change::{discard, edit};
pub use create::{MOST, create};
pub use domains::set_domains;
pub(crate) use keys::own_keys;
pub use keys::{add_key, promote_key, retire_key};
pub use look::{Summary, find, list};
pub use mapping::{MappingInput, set_arrival, set_mapping};
pub use metadata::{Taken, read_metadata};
pub use model::{
    Addresses, CertificateInfo, Connection, Credential, GroupRole, KeyState, Mapping, MetadataFrom, MustSign, Oidc, OwnKey, Provider, Saml,
    SecretInfo, Settings, Stage, State, Step, Version,
};
pub use oidc::{Discovered, OidcInput, set_oidc};
pub(crate) use published::of_key;
pub use published::{metadata_xml, own_certificate};
pub(crate) use refresh::{refresh, refresh_after_failure, refresh_keys};
pub use rename::{reach, rename};
pub use reseal::reseal;
pub(crate) use saml::set_entity_id;
pub use saml::{NAME_ID_FORMATS, drop_certificate, set_saml_options, set_saml_values};
pub(crate) use serving::{Serving, certificate_used, client, mark_tested, serving, version};
pub use switch::{remove, switch_off, switch_on};
