"""The expected noes, each with the sentence that the person who asked will read."""

from enum import Enum


class Refusal(Enum):
    """A member's name is the `reason` in the message (lower case), its value the text."""

    # to students
    NAME_TAKEN = "Somebody here already has this name, or one that looks like it. Choose another one."
    ROOM_LOCKED = "Your instructor has locked the room. Ask to be let in."
    ROOM_FULL = "This room is full."
    LESSON_ENDED = "This lesson has ended."
    SEAT_REMOVED = "Your instructor has removed you from this room."
    NOT_SEATED = "Choose a name first."
    QUESTION_NOT_OPEN = "This question is not open."
    TIME_IS_UP = "Time was up before your answer arrived."
    CLOCK_PAUSED = "Your instructor has paused the clock. Wait a moment."
    ALREADY_ANSWERED = "You have already answered; your first answer counts."
    KEY_REUSED = "This was already sent with another answer; the first one counts."
    ANSWER_DOES_NOT_FIT = "This answer does not fit the question. Reload the page."
    RACE_NOT_OPEN = "This race is not open."
    RACE_IS_OVER = "Time was up before your code arrived."
    TOO_SOON = "Wait a few seconds between two submissions."
    ALREADY_FINISHED = "You already have full marks for this challenge."
    NOT_THERE_YET = "Solve the challenge before this one first."
    NO_SUCH_HINT = "There is no such hint to open now. Reload the page."
    NOTHING_TO_RUN = "There is no code to run. Write your solution first."
    PREDICTIONS_NOT_OPEN = "Wait a moment: nobody can predict yet."
    PREDICTIONS_CLOSED = "The class is comparing already, so it is too late to predict."
    ALREADY_PREDICTED = "You have already predicted; your first prediction counts."
    PREDICTION_DOES_NOT_FIT = "This prediction is out of bounds. Reload the page."
    PREDICT_FIRST = "Predict first, then run it."
    TRIALS_NOT_OPEN = "Nothing can be run just now. Wait for your instructor."
    RUNS_ELSEWHERE = "This experiment does not run there. Reload the page."
    STILL_RUNNING = "Your last run has not ended yet. Wait a moment."
    RUN_TOO_SOON = "Wait a second between two runs."
    ENOUGH_TRIALS = "You have run this as often as anybody may. Look at what came out."
    RESULT_DOES_NOT_FIT = "This result is out of bounds. Reload the page, and run it again."
    # to the instructor
    NO_SUCH_STEP = "The lesson has no such step. Reload the console."
    NOT_ON_STAGE = "That step is not the one the class sees. Show it first."
    CLASS_ELSEWHERE = "The class is at another step by now, so this was not shown. Show it again if you want."
    WRONG_KIND = "That cannot be done with this step."
    ALREADY_CLOSED = "This question has been answered already; it cannot be opened a second time."
    STILL_OPEN = "The question is still open. Close it first."
    NOT_FROZEN = "This board is not frozen: it hides nothing."
    ONE_AFTER_THE_OTHER = "First predictions, then the runs, then the comparison."
    NOTHING_RUNS = "Nothing is running whose clock could be changed."
    NO_RUN_ON_STAGE = "The projector shows no run of this step that could be moved."
    NO_RUN_TO_SHOW = "This submission has no failing run to show."
    NO_SUCH_PLAYER = "There is no such student in this room."
    # to the server's own parts
    NO_SUCH_ATTEMPT = "There is no such submission waiting for a verdict."
    NO_SUCH_TRIAL = "There is no such run waiting for its result."

    @property
    def reason(self) -> str:
        return self.name.lower()
