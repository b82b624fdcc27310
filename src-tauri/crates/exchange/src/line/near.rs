//! Who else is on this network: a convenience (mDNS, RFC 6762), never the only way. Wireless networks
//! that keep their guests apart, and profiles that Windows calls public, show nobody; an address that
//! is read from the other screen and typed works on all of them.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use ledger::DevicePublic;
use mdns_sd::{ResolvedService, ServiceDaemon, ServiceEvent, ServiceInfo};

use super::messages::unhex;

/// What stations are called among the services of a network.
const SERVICE: &str = "_bienban._tcp.local.";
/// The property that says which device it is. No name of a person goes over the network.
const DEVICE: &str = "d";
/// How often whoever looks around is asked whether to stop.
const STEP: Duration = Duration::from_millis(100);
/// More answers than a delegation has laptops are not waited for.
const ANSWERS_MAX: u32 = 1000;

/// A station that others on the network can see, until this is dropped.
pub struct Announcement(ServiceDaemon);

impl std::fmt::Debug for Announcement {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Announcement(…)")
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        // Others forget it after a while in any case.
        drop(self.0.shutdown());
    }
}

/// A station on this network, as it says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Neighbour {
    /// Where it can be called.
    pub address: SocketAddr,
    /// Which device it says it is; calling it shows whether that is so.
    pub device: DevicePublic,
}

/// Lets others on the network see the station of `device` at `port`. `None` where the network, or the
/// system, does not allow it.
pub fn announce(device: DevicePublic, port: u16) -> Option<Announcement> {
    let code = device.to_string();
    let name = code.get(..16)?;
    let host = format!("{name}.local.");
    let properties = [(DEVICE, code.as_str())];
    let service = ServiceInfo::new(SERVICE, name, &host, "", port, &properties[..]).ok()?;
    let daemon = ServiceDaemon::new().ok()?;
    let announced = Announcement(daemon);
    announced.0.register(service.enable_addr_auto()).ok()?;
    Some(announced)
}

/// The stations that answer within `patience`, each once; fewer when `stopped` says so, or once `wanted`
/// is among them.
pub fn look_around(
    patience: Duration,
    wanted: Option<DevicePublic>,
    stopped: &dyn Fn() -> bool,
) -> Vec<Neighbour> {
    let Ok(daemon) = ServiceDaemon::new() else { return Vec::new() };
    // Shuts the search down however this ends.
    let search = Announcement(daemon);
    let Ok(events) = search.0.browse(SERVICE) else { return Vec::new() };
    let mut found: Vec<Neighbour> = Vec::new();
    let (mut left, mut answers) = (patience, 0);
    let is_there = |found: &[Neighbour]| found.iter().any(|it| Some(it.device) == wanted);
    while !left.is_zero() && answers < ANSWERS_MAX && !stopped() && !is_there(&found) {
        match events.recv_timeout(STEP.min(left)) {
            Ok(ServiceEvent::ServiceResolved(service)) => {
                answers += 1;
                if let Some(neighbour) = read(&service)
                    && !found.iter().any(|known| known.device == neighbour.device)
                {
                    found.push(neighbour);
                }
            }
            Ok(_) => answers += 1,
            Err(_) => left = left.saturating_sub(STEP),
        }
    }
    found
}

fn read(service: &ResolvedService) -> Option<Neighbour> {
    let device = unhex(service.get_property_val_str(DEVICE)?)?;
    let mut addresses: Vec<IpAddr> =
        service.get_addresses().iter().map(mdns_sd::ScopedIp::to_ip_addr).collect();
    // An IPv4 address works where it is typed, too; a link-local IPv6 one needs its interface.
    addresses.sort_by_key(|address| (address.is_ipv6(), *address));
    let address = addresses.first()?;
    Some(Neighbour {
        address: SocketAddr::new(*address, service.get_port()),
        device: DevicePublic::from_bytes(device),
    })
}

/// Where this machine can be called at `port`, as others type it: addresses of networks first, that of
/// the machine itself where there is no other.
pub fn own_addresses(port: u16) -> Vec<String> {
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let mut addresses: Vec<IpAddr> = interfaces
        .iter()
        .filter(|interface| interface.is_oper_up())
        .map(if_addrs::Interface::ip)
        .filter(|address| !address.is_loopback() && address.is_ipv4())
        .collect();
    if addresses.is_empty() {
        addresses.push(IpAddr::from([127, 0, 0, 1]));
    }
    addresses.sort_unstable();
    addresses.dedup();
    addresses.into_iter().map(|address| SocketAddr::new(address, port).to_string()).collect()
}
