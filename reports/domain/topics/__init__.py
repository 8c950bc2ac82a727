"""The five subjects a report can have a finding and a recommendation on, each a sentence made from the numbers.

Every topic takes the figures and the noun for the compared units ("perangkat daerah") and always answers: with what
needs action, with what is fulfilled, or with what data is missing.
"""

from reports.domain.topics.assessment import assessment_topic
from reports.domain.topics.base import State, Statement, Topic
from reports.domain.topics.competency import competency_topic
from reports.domain.topics.learning import jp_topic
from reports.domain.topics.performance import predicate_topic
from reports.domain.topics.professionalism import ip_topic

TOPICS = (jp_topic, competency_topic, assessment_topic, ip_topic, predicate_topic)

__all__ = ["TOPICS", "State", "Statement", "Topic"]
