//! Connections: an organisation's links to its identity providers. Each is set up as a candidate that is tested while the live one
//! serves, and changed by one act that can be taken back.

mod model;

pub use model::{
    Addresses, CertificateInfo, Connection, Credential, GroupRole, KeyState, Mapping, MetadataFrom, MustSign, Oidc, OwnKey, Provider, Saml,
    SecretInfo, Settings, Stage, State, Step, Version,
};
