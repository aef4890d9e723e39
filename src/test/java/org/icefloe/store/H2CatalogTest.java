package org.icefloe.store;

import java.nio.file.Path;
import org.icefloe.config.Settings;
import org.junit.jupiter.api.io.TempDir;

class H2CatalogTest extends CatalogContract {
    @TempDir
    Path home;

    @Override
    Settings emptyDatabase() {
        return Homes.at(home);
    }
}
