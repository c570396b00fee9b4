"""Addresses of mail, as people type them."""

from email_validator import EmailNotValidError, validate_email

from broadsheet.errors import BadInput

LONGEST = 254  # characters (RFC 5321, 4.5.3.1.3)


def mailbox(typed: str) -> str:
    """The address in the one form that is kept and compared: in lower case, Unicode composed.

    Raises BadInput, with what is wrong. (RFC 5321 lets a server tell upper from lower case before the @; none that
    people use does, and people type either.)
    """
    try:
        found = validate_email(typed.strip()[: LONGEST + 1], check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise BadInput(f"That is not an address of mail: {str(error).rstrip('.')}.") from None
    return found.normalized.lower()
