# One .deb of everything that is installed: cpack -G DEB --config BUILD/CPackConfig.cmake
set(CPACK_PACKAGE_NAME trouw)
set(CPACK_PACKAGE_CONTACT "the authors of trouw <trouw@trouw.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "offers that are fair to those who stay: a language, a command and a library")
set(CPACK_PACKAGE_DESCRIPTION "trouw reads offers that marketers write in plain words, says what each customer gets and\
 why, and holds the offers to the guarantee that no customer is worse off than a newcomer. It has the command, its manual\
 pages and completions, a C library, and an archive and headers for C++.")
set(CPACK_STRIP_FILES TRUE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION misc)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
# What linking the archive takes; the command and the shared library need none of it.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libexpat1-dev, libfmt-dev, libroaring-dev, libsimdjson-dev, libsqlite3-dev, libssl-dev, libutf8proc-dev, libyaml-cpp-dev, libz3-dev, libzip-dev")
include(CPack)
