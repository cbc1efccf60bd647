"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """A file that was never collected keeps its plain name instead of breaking the page.

    Error pages stand on the same style: they must not fail over what they report.
    """

    def load_manifest(self) -> tuple[dict[str, str], str]:
        try:
            return super().load_manifest()
        except ValueError:
            # Cut short on a full disk: as good as none.
            return {}, ""

    def stored_name(self, name: str) -> str:
        return self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
