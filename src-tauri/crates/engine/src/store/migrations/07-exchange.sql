-- What comes from other laptops, and what they hold of ours.

-- Under which charter the ops of a segment were written: who may write what is judged by it. Every
-- segment that was signed before this step is of one who worked alone, under the first charter.
alter table segment add column charter blob;

update segment set charter = (
    select charter.digest from charter join stream on stream.campaign = charter.campaign
    where stream.id = segment.stream and charter.revision = 1
);

-- Two laptops may have begun one section before they met: each with a key of its own, both stay.
drop index content_key_of_section;
create index content_key_of_section on content_key (section) where purpose = 'section';

-- Segments that give other ops under numbers that are taken: two disks wrote one stream. Kept, so that
-- a person can see what the other one said; never applied. With rowid, as `segment`.
create table fork (
    stream    blob    not null check (length(stream) = 32),
    first_seq integer not null check (1 <= first_seq),
    hash      blob    not null check (length(hash) = 32),
    bytes     blob    not null,
    came_ms   integer not null,

    primary key (stream, first_seq, hash)
) strict;

-- What others signed to hold, as the bytes that prove it. With rowid: it lists every stream and file.
create table receipt (
    digest   blob    primary key check (length(digest) = 32),
    campaign blob    not null check (length(campaign) = 16),
    device   blob    not null check (length(device) = 32),
    bytes    blob    not null,
    came_ms  integer not null
) strict;

-- The furthest op of a stream that a device answers for, by the receipt that says so.
create table acknowledged (
    device  blob    not null check (length(device) = 32),
    stream  blob    not null check (length(stream) = 32),
    seq     integer not null,
    tip     blob    not null check (length(tip) = 32),
    receipt blob    not null references receipt (digest),

    primary key (device, stream)
) strict, without rowid;

-- The files that a device answers for.
create table file_acknowledged (
    device blob not null check (length(device) = 32),
    sha256 blob not null check (length(sha256) = 32),

    primary key (device, sha256)
) strict, without rowid;

-- Ops that their authors had no right to write: kept and handed on, not applied, shown to the leader.
-- A projection: it follows from ops, segments and charters.
create table quarantine (
    stream  blob    not null,
    seq     integer not null,
    section blob    not null,
    reason  text    not null,

    primary key (stream, seq)
) strict, without rowid;
