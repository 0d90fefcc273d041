"""Only what changed: from a git revision to the focus nodes whose results can be other than then.

The run is compared with the commit where HEAD and the revision parted, as a pull request is. What
is reported is what a whole run reports about the focus nodes that a change can reach; every result
that a whole run finds now and did not find then is among it.
"""
