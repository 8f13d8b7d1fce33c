"""Communiqué: who said or did what to whom, when and where, according to whom.

>>> import communique
>>> reading = communique.read("Iran summoned the French ambassador on Monday.", published="2025-06-19")
>>> [claim.type.value for claim in reading.claims]
['ACCUSE']
"""

__version__ = "0.1.0"
