//! How many connections there may be at once: in all, and from one address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};

/// The connections that are open, by where they come from.
#[derive(Clone)]
pub(super) struct Places {
    all: usize,
    each: usize,
    taken: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A place of a connection; dropping it makes room.
pub(super) struct Place {
    places: Places,
    from: IpAddr,
}

impl Places {
    /// Room for so many connections in `all`, and for so many of `each` address.
    pub(super) fn new(all: usize, each: usize) -> Self {
        Self { all, each, taken: Arc::default() }
    }

    /// A place for a connection from `address`; none where there is no room.
    ///
    /// What comes from this machine itself is whatever stands before it, and speaks for everybody.
    pub(super) fn take(&self, address: IpAddr) -> Option<Place> {
        let from = neighbourhood(address);
        let most = if from.is_loopback() { self.all } else { self.each };
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = taken.values().sum();
        let own = taken.entry(from).or_default();
        if self.all <= all || most <= *own {
            return None;
        }
        *own = own.saturating_add(1);
        Some(Place { places: self.clone(), from })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = taken.get_mut(&self.from) {
            *own = own.saturating_sub(1);
        }
        taken.retain(|_, own| *own != 0);
    }
}

/// The address as far as somebody cannot choose it: of IPv6 everybody has 2⁶⁴.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) if !v6.is_loopback() => {
            let [a, b, c, d, ..] = v6.segments();
            Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
        }
        other @ (IpAddr::V4(_) | IpAddr::V6(_)) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(places: &Places, address: &str) -> Option<Place> {
        places.take(address.parse().unwrap())
    }

    #[test]
    fn one_address_does_not_take_every_place() {
        let places = Places::new(3, 2);
        let first = taken(&places, "203.0.113.1").unwrap();
        let _second = taken(&places, "::ffff:203.0.113.1").unwrap();
        assert!(taken(&places, "203.0.113.1").is_none());
        let _third = taken(&places, "203.0.113.2").unwrap();
        assert!(taken(&places, "203.0.113.3").is_none(), "there are three in all");
        drop(first);
        assert!(taken(&places, "203.0.113.1").is_some());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let places = Places::new(9, 1);
        let _first = taken(&places, "2001:db8::1").unwrap();
        assert!(taken(&places, "2001:db8::2").is_none());
        assert!(taken(&places, "2001:db8:0:1::2").is_some());
    }

    #[test]
    fn what_stands_before_the_machine_may_take_all() {
        let places = Places::new(2, 1);
        let _first = taken(&places, "127.0.0.1").unwrap();
        let _second = taken(&places, "127.0.0.1").unwrap();
        assert!(taken(&places, "::1").is_none());
    }

    #[test]
    fn nothing_is_remembered_of_those_who_left() {
        let places = Places::new(2, 1);
        drop(taken(&places, "203.0.113.1"));
        assert!(places.taken.lock().unwrap().is_empty());
    }
}
