//! xmlsec and libxml2 print what fails to stderr, so any stranger could fill our log. Both have a switch; neither can be reached but by FFI.

use std::ffi::{c_int, c_void};
use std::ptr::null_mut;

#[expect(unsafe_code, reason = "no crate offers the two; they store an int and two pointers (xmlsec/errors.h, libxml/xmlerror.h)")]
mod ffi {
    use super::{c_int, c_void};

    unsafe extern "C" {
        pub(super) safe fn xmlSecErrorsDefaultCallbackEnableOutput(enabled: c_int);
        pub(super) safe fn xmlSetStructuredErrorFunc(context: *mut c_void, handler: Option<extern "C" fn(*mut c_void, *const c_void)>);
    }
}

/// Before each call into xmlsec, on the thread of the call. xmlsec's switch is its default callback's own, so it outlives the library's later
/// set-up, which installs that callback anew; libxml2's is kept by thread.
pub(crate) fn keep() {
    ffi::xmlSecErrorsDefaultCallbackEnableOutput(0);
    ffi::xmlSetStructuredErrorFunc(null_mut(), Some(ignore));
}

extern "C" fn ignore(_context: *mut c_void, _error: *const c_void) {}
