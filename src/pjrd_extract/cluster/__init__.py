"""The conversion of ``pjrd_extract.batch`` on the machines of a Ray cluster (extra ``ray``, docs/cluster.md)."""

from pjrd_extract.cluster.convert import convert_on_cluster
from pjrd_extract.cluster.record import ClusterOutcome

__all__ = ["ClusterOutcome", "convert_on_cluster"]
