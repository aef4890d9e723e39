-- Random keys, in base64, by which the server knows its own signatures again.
create table secret (
    name         varchar(64)  primary key,
    secret_value varchar(255) not null
);
