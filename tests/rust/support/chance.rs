//! Chance that can be had again.

/// Always the same numbers for the same seed.
pub struct Chance(pub u64);

impl Chance {
    /// A number below `end` (xorshift64*).
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % end
    }

    /// About `count` of `all`, one out of each stretch of equal length; all where that is fewer.
    pub fn spread<T: Clone>(&mut self, all: &[T], count: usize) -> Vec<T> {
        let pick = |stretch: &[T]| {
            let length = u64::try_from(stretch.len()).unwrap();
            stretch[usize::try_from(self.below(length)).unwrap()].clone()
        };
        all.chunks(all.len().div_ceil(count).max(1)).map(pick).collect()
    }
}
