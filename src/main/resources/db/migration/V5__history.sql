-- How many listened when: a row for each minute, hour and day of each mount, and of all together, whose name is *.
-- Times are in UTC; a day is not the operator's, but UTC's.
create table history (
    mount         varchar(255)             not null,
    resolution    varchar(6)               not null,
    began         timestamp with time zone not null,
    observed_ms   bigint                   not null,
    listener_ms   bigint                   not null,
    listener_peak integer                  not null,
    connections   bigint                   not null,
    uniques       bigint                   not null,
    bytes_in      bigint                   not null,
    bytes_out     bigint                   not null,
    agents        varchar(2048)            not null,
    sketch        bytea,
    primary key (mount, resolution, began)
);

-- By which periods that began together are found: to be added to, and to be deleted.
create index history_began on history (resolution, began);

-- With what the sketches of a day were made; deleted with them when the day has been over for a day.
create table history_key (
    key_day   date  primary key,
    key_bytes bytea not null
);
