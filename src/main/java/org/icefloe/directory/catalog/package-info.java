/**
 * A directory of streams, in which every Icecast can list itself: {@link org.icefloe.directory.catalog.Catalog} answers
 * what servers send and what people look for, from memory. Each stream of a server is an
 * {@link org.icefloe.directory.catalog.Entry}; those that are the same to a listener are one
 * {@link org.icefloe.directory.catalog.Station}. A {@link org.icefloe.directory.catalog.CatalogBook} keeps the entries.
 */
@NullMarked
package org.icefloe.directory.catalog;

import org.jspecify.annotations.NullMarked;
