"""Language models under the gate: one drafts, and what the gate refuses does not go out. Start in ``composer.py``.

Nothing here imports a vendor or LangChain until a model is opened.
"""

from __future__ import annotations

from service.llm.composer import ModelComposer
from service.llm.language_model import FaultKind, LanguageModel, ModelFault, Speaker, Turn
from service.llm.vendors import ModelSettingError, open_model

__all__ = [
    "FaultKind",
    "LanguageModel",
    "ModelComposer",
    "ModelFault",
    "ModelSettingError",
    "Speaker",
    "Turn",
    "open_model",
]
