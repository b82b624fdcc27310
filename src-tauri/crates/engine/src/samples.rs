//! The sample files, compiled in.

/// A sample: a campaign and its visits, made from one article.
pub(crate) struct SampleFiles {
    /// Its id: the key of its campaign.
    pub(crate) id: &'static str,
    /// What it is called.
    pub(crate) name: &'static str,
    /// Which article it was made from.
    pub(crate) about: &'static str,
    /// The campaign file.
    pub(crate) campaign: &'static str,
    /// The visit files, by name.
    pub(crate) visits: &'static [(&'static str, &'static str)],
}

/// Every sample, in the order in which they are offered.
pub(crate) const SAMPLES: &[SampleFiles] = &[];
