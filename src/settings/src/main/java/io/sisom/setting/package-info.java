/**
 * One declaration per setting: a record's component says with {@link io.sisom.setting.Setting} what
 * its key, default, check, unit and meaning are; {@link io.sisom.setting.Settings} makes the record
 * and {@link io.sisom.setting.SettingCatalog} names unknown keys and wrong values, all at once.
 *
 * <p>Needs the JDK alone. Kafka's ConfigDef would have served, but the network, learning and
 * fitting have settings and no Kafka; and it keeps the declaration, the typed record and the copy
 * from one to the other in three places. The configuration libraries for the JVM bring sources and
 * reloading that nothing here needs, and do not refuse unknown keys with the nearest known one.
 */
@NullMarked
package io.sisom.setting;

import org.jspecify.annotations.NullMarked;
