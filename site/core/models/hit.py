from __future__ import annotations

from django.db import connection, models

# ON CONFLICT and RETURNING are the same in SQLite (3.35) and PostgreSQL: one statement, so two never read the
# same count.
COUNT_ONE_MORE = """
    INSERT INTO core_hit (key, count, expires_at) VALUES (%s, 1, %s)
    ON CONFLICT (key) DO UPDATE SET count = core_hit.count + 1
    RETURNING count
"""


class HitQuerySet(models.QuerySet["Hit"]):
    def count_one(self, key: str, expires_at: int) -> int:
        """Count one more under `key` and return how many that makes."""
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ONE_MORE, [key, expires_at])
            return int(cursor.fetchone()[0])

    def expired(self, now: float) -> HitQuerySet:
        return self.filter(expires_at__lte=now)


class Hit(models.Model):
    """How often something was done in one window of time. The key tells nobody who did it."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    # Seconds since 1970: the arithmetic of windows needs no time zone.
    expires_at = models.BigIntegerField(db_index=True)

    objects = HitQuerySet.as_manager()

    class Meta:
        default_permissions = []

    def __str__(self) -> str:
        return f"{self.count} until {self.expires_at}"
