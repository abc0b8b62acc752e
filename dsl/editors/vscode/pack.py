#!/usr/bin/env python3
"""Packs the extension, without a network: `code --install-extension trouw.vsix` installs what it writes.

  dsl/editors/vscode/pack.py [FILE.vsix]
"""

import json
import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FILES = {"package.json": HERE, "extension.js": HERE, "wire.js": HERE, "trouw.tmLanguage.json": HERE.parent,
         "language-configuration.json": HERE.parent, "LICENSE": HERE.parents[2]}
TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension=".json" ContentType="application/json"/>
<Default Extension=".js" ContentType="application/javascript"/>
<Default Extension=".vsixmanifest" ContentType="text/xml"/>
<Override PartName="/extension/LICENSE" ContentType="text/plain"/>
</Types>
"""
MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata>
<Identity Language="en-US" Id="{name}" Version="{version}" Publisher="{publisher}"/>
<DisplayName>{displayName}</DisplayName>
<Description xml:space="preserve">{description}</Description>
<Categories>Programming Languages</Categories>
<Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value="{engine}"/></Properties>
</Metadata>
<Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
<Dependencies/>
<Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/></Assets>
</PackageManifest>
"""


def pack(path):
    said = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr("extension.vsixmanifest", MANIFEST.format(engine=said["engines"]["vscode"], **said))
        for name, folder in FILES.items():
            made.write(folder / name, f"extension/{name}")


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else "trouw.vsix"
    pack(target)
    print(f"{target}: install it with `code --install-extension {target}`.")
