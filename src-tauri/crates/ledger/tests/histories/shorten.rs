//! Makes a failing history shorter, so that a person can read it.

/// The fewest of `steps` that fail as well, as far as leaving out runs of them leads.
pub(crate) fn shortened<S: Clone>(steps: &[S], fails: impl Fn(&[S]) -> bool) -> Vec<S> {
    let mut shortest = steps.to_vec();
    let mut width = steps.len() / 2;
    while 0 < width {
        let mut from = 0;
        while from < shortest.len() {
            let mut shorter = shortest.clone();
            shorter.drain(from..shortest.len().min(from + width));
            if fails(&shorter) {
                shortest = shorter;
            } else {
                from += width;
            }
        }
        width /= 2;
    }
    shortest
}
