-- The directory: streams that servers have listed here. A SID is all that a server needs to touch or remove its entry.
create table directory_entry (
    sid           varchar(32)              primary key,
    listen_url    varchar(1000)            not null unique,
    address       varchar(255)             not null,
    added         timestamp with time zone not null,
    name          varchar(255)             not null,
    genres        varchar(500)             not null,
    description   varchar(1000)            not null,
    homepage      varchar(1000)            not null,
    type          varchar(100)             not null,
    subtype       varchar(100)             not null,
    bitrate       integer                  not null,
    samplerate    integer                  not null,
    channels      integer                  not null,
    language      varchar(100)             not null,
    country       varchar(2)               not null,
    song          varchar(500)             not null,
    listeners     integer                  not null,
    max_listeners integer                  not null,
    touched       timestamp with time zone not null,
    curve         bytea                    not null,
    verdict       varchar(16)              not null,
    checked       timestamp with time zone not null,
    failed_checks integer                  not null,
    check_words   varchar(500)             not null
);

-- How often people have gone to stations. A station that is gone has its clicks for some time, by when it was seen last.
create table directory_clicks (
    station varchar(32)              primary key,
    clicks  bigint                   not null,
    seen    timestamp with time zone not null
);
