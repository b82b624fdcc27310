-- What the ops amount to. Every row here can be made again from the ops, in any
-- order, byte for byte; `check` does so and compares.

-- The versions of a field that nobody has seen and replaced yet: one is
-- settled, several are a disagreement. Ordered so that all of a visit lies
-- together. A value is null when its key was destroyed by a lawful purge.
create table head (
    section blob    not null,
    kind    text    not null,
    id      blob    not null,
    field   text    not null,
    stream  blob    not null,
    seq     integer not null,
    hlc     integer not null,
    wall_ms integer not null,
    value   blob,

    primary key (section, kind, id, field, stream, seq)
) strict, without rowid;

-- "All campaigns", and "this finding, wherever it belongs".
create index head_by_thing on head (kind, id);

-- Versions that were replaced before they came here.
create table superseded (
    stream blob    not null,
    seq    integer not null,

    primary key (stream, seq)
) strict, without rowid;

-- Which ops touched a field: its history.
create table trace (
    kind   text    not null,
    id     blob    not null,
    field  text    not null,
    stream blob    not null,
    seq    integer not null,

    primary key (kind, id, field, stream, seq)
) strict, without rowid;
