-- The record: what was written, under which keys, signed by whom.
--
-- These tables are only ever added to. Numbers of streams, keys, sections and
-- digests are raw bytes; the whole file is encrypted, so nothing in it is
-- encrypted for secrecy a second time, only for lawful erasure.

-- Facts about this file itself; each row uses one of the three values.
create table meta (
    name   text primary key,
    number integer,
    words  text,
    bytes  blob
) strict, without rowid;

-- Where a section belongs: a visit to its campaign, a campaign to itself.
create table section (
    id       blob primary key check (length(id) = 16),
    campaign blob not null check (length(campaign) = 16)
) strict, without rowid;

-- What one device writes about one campaign in one epoch. A restored copy
-- retires the streams it finds to be its own and never writes to them again:
-- the laptop it was copied from may have gone on.
create table stream (
    id            blob    primary key check (length(id) = 32),
    campaign      blob    not null check (length(campaign) = 16),
    device        blob    not null check (length(device) = 32),
    epoch         blob    not null check (length(epoch) = 16),
    own           integer not null check (own in (0, 1)),
    retired_at_ms integer,

    check (retired_at_ms is null or own = 1)
) strict, without rowid;

create unique index stream_in_use on stream (campaign) where own = 1 and retired_at_ms is null;

-- Keys travel beside the ledger, never in it. Destroying one is how personal
-- data are erased by law: the row stays, the key goes.
create table content_key (
    id           blob    primary key check (length(id) = 16),
    purpose      text    not null check (purpose in ('section', 'value', 'file')),
    section      blob    check (length(section) = 16),
    key          blob    check (length(key) = 32),
    purged_at_ms integer,

    check ((key is null) = (purged_at_ms is not null)),
    check (purpose != 'section' or section is not null)
) strict, without rowid;

create unique index content_key_of_section on content_key (section) where purpose = 'section';

-- One edit each, as the bytes that its hash covers; chained inside its stream.
-- The hybrid time is repeated outside the ciphertext so that this laptop's
-- clock can go on where it stopped.
create table op (
    stream  blob    not null references stream (id),
    seq     integer not null check (1 <= seq),
    section blob    not null references section (id),
    hlc     integer not null,
    hash    blob    not null check (length(hash) = 32),
    bytes   blob    not null,

    primary key (stream, seq)
) strict, without rowid;

-- Who may write about a campaign, as signed by its founder. One who works alone
-- is a delegation of one.
create table charter (
    campaign blob    not null check (length(campaign) = 16),
    revision integer not null check (1 <= revision),
    digest   blob    not null unique check (length(digest) = 32),
    bytes    blob    not null,

    primary key (campaign, revision)
) strict, without rowid;

-- Signed runs of ops, first_seq to first_seq + count - 1, as the bytes that are
-- forwarded and that the signature covers. With rowid: a row may have 1 MiB, and
-- SQLite would load all of it to compare one key.
create table segment (
    stream    blob    not null references stream (id),
    first_seq integer not null check (1 <= first_seq),
    count     integer not null check (1 <= count),
    hash      blob    not null check (length(hash) = 32),
    bytes     blob    not null,

    primary key (stream, first_seq)
) strict;

-- Evidence and papers: encrypted files beside the database.
create table blob (
    sha256     blob    primary key check (length(sha256) = 32),
    size_bytes integer not null check (0 <= size_bytes),
    media_type text    not null,
    key_id     blob    not null references content_key (id)
) strict, without rowid;
