# What `cmake --install` puts in place for programs that embed trouw: headers, libraries, and how to find them.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/trouw)
set(pkgconfig_dir ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(TARGETS trouw_shared trouw_static EXPORT trouwTargets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/include/trouw.h ${CMAKE_CURRENT_SOURCE_DIR}/include/trouw_ledger.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR}/include/trouw ${PROJECT_SOURCE_DIR}/dsl/include/trouw
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
# A stripped installation strips the archive of what debuggers read, too.
install(CODE "if(CMAKE_INSTALL_DO_STRIP)
  execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-debug
    \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_LIBDIR}/libtrouw.a\" COMMAND_ERROR_IS_FATAL ANY)
endif()")

install(EXPORT trouwTargets NAMESPACE trouw:: DESTINATION ${package_dir})
configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/trouwConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/trouwConfig.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/trouwConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/trouwConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/trouwConfigVersion.cmake
  DESTINATION ${package_dir})

file(RELATIVE_PATH prefix_from_here /${pkgconfig_dir} /)
string(REGEX REPLACE "/$" "" prefix_from_here "${prefix_from_here}")
list(TRANSFORM static_libraries PREPEND -l OUTPUT_VARIABLE static_flags)
list(JOIN static_flags " " static_flags)
foreach(name trouw trouw-static)
  configure_file(${CMAKE_CURRENT_LIST_DIR}/${name}.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${pkgconfig_dir})
endforeach()

install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME embedding.md)
install(FILES ${PROJECT_SOURCE_DIR}/dsl/README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME language.md)
install(FILES ${PROJECT_SOURCE_DIR}/tools/trouw/serve/trouw.service DESTINATION ${CMAKE_INSTALL_DOCDIR})
