"""The conversion of ``pjrd_extract.batch`` on the machines of a Ray cluster (extra ``ray``, docs/cluster.md)."""

from pjrd_extract.cluster.convert import ClusterOutcome, convert_on_cluster

__all__ = ["ClusterOutcome", "convert_on_cluster"]
