-- The only mounts that an account is good for, as names or patterns. An account without a row is good for all.
create table account_mount (
    username varchar(255) not null references account (username),
    mounts   varchar(255) not null,
    primary key (username, mounts)
);
