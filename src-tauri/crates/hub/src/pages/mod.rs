//! Pages as markup: values in, HTML out. Everything that comes from a store is escaped by `maud`.

mod campaign;
mod campaigns;
mod check;
mod demands;
mod devices;
mod frame;
mod paging;
mod papers;
mod sign_in;
mod visits;

pub(crate) use campaign::campaign;
pub(crate) use campaigns::campaigns;
pub(crate) use check::{check, judged, refused as upload_refused};
pub(crate) use devices::{DelegationDevices, devices};
pub(crate) use frame::trouble;
pub(crate) use sign_in::sign_in;
pub(crate) use visits::visits;
