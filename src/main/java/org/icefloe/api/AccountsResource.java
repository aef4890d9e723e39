package org.icefloe.api;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.rest.AdminOnly;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.Replies;
import org.icefloe.store.AccountRepository;
import org.icefloe.store.LastAdminException;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, {@code /api/v1/accounts}; the one of the user {@code dj} is at {@code /api/v1/accounts/dj}. A change holds
 * for the next login; sources and listeners that are on stay on. The last admin can be neither dropped nor given
 * another role: 409.
 */
@Path("/api/v1/accounts")
@AdminOnly
@Produces(MediaType.APPLICATION_JSON)
public final class AccountsResource {
    private final AccountRepository accounts;
    private final PasswordHasher hasher;

    /** Answers from that repository. */
    public AccountsResource(AccountRepository accounts, PasswordHasher hasher) {
        this.accounts = accounts;
        this.hasher = hasher;
    }

    /** Every account, by user name. */
    @GET
    public List<AccountDocument> all() {
        return accounts.all().stream().map(AccountDocument::of).toList();
    }

    /** One account; 404 if there is none. */
    @GET
    @Path("{user: .+}")
    public AccountDocument one(@PathParam("user") String user) {
        return accounts.account(user).map(AccountDocument::of).orElseThrow(() -> noAccount(user));
    }

    /** Puts an account in the place of any earlier one of that name: 201 if there was none, else 200. */
    @PUT
    @Path("{user: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@PathParam("user") String user, @Context UriInfo address, @Nullable AccountDocument document) {
        // JAX-RS takes what is behind a semicolon for parameters, and the rest for the name.
        if (address.getPathSegments().stream()
                .anyMatch(part -> !part.getMatrixParameters().isEmpty())) {
            throw new BadFieldException("user", "a semicolon in a name is written %3B");
        }
        if (document == null) {
            throw new BadFieldException("The body", "expected a JSON object with at least a role");
        }
        Optional<Account> earlier = accounts.account(user);
        Account account = document.toAccount(user, hasher, earlier.map(Account::passwordHash));
        try {
            accounts.put(List.of(account));
        } catch (LastAdminException lastAdmin) {
            throw conflict(lastAdmin);
        }
        return Response.status(earlier.isPresent() ? Status.OK : Status.CREATED)
                .entity(AccountDocument.of(account))
                .build();
    }

    /** Drops an account: 204, or 404 if there is none. */
    @DELETE
    @Path("{user: .+}")
    public void delete(@PathParam("user") String user) {
        try {
            if (!accounts.delete(user)) {
                throw noAccount(user);
            }
        } catch (LastAdminException lastAdmin) {
            throw conflict(lastAdmin);
        }
    }

    private static WebApplicationException conflict(LastAdminException lastAdmin) {
        return new WebApplicationException(lastAdmin, Replies.text(Status.CONFLICT, lastAdmin.getMessage()));
    }

    private static NotFoundException noAccount(String user) {
        String sentence = "There is no account of the user " + user;
        return new NotFoundException(sentence, Replies.text(Status.NOT_FOUND, sentence));
    }
}
