"""Who may do what with the newsletters and with the addresses of their readers."""


def may_see_newsletters(user) -> bool:
    """Whether someone may see every list, with how many read it."""
    return user.has_perm("newsletter.view_newsletter") or may_manage_newsletters(user)


def may_manage_newsletters(user) -> bool:
    """Whether someone may change which lists the paper offers."""
    return user.has_perm("newsletter.change_newsletter")


def may_delete_newsletters(user) -> bool:
    """Whether someone may delete a list that nobody has ever asked for."""
    return user.has_perm("newsletter.delete_newsletter")


def may_see_subscribers(user) -> bool:
    """Whether someone may read the addresses of the readers and the proofs of their consent."""
    return user.has_perm("newsletter.view_subscriber") or may_manage_subscribers(user)


def may_manage_subscribers(user) -> bool:
    """Whether someone may say to which addresses nothing is sent any more."""
    return user.has_perm("newsletter.change_subscriber")


def may_import_subscribers(user) -> bool:
    """Whether someone may put readers on a list who said yes elsewhere."""
    return may_manage_subscribers(user)


def may_export_subscribers(user) -> bool:
    """Whether someone may take the addresses of all readers of a list with them, as a file."""
    return user.has_perm("newsletter.export_subscriber")


def may_erase_subscribers(user) -> bool:
    """Whether someone may erase a reader, with the proofs of consent."""
    return user.has_perm("newsletter.delete_subscriber")


def may_see_issues(user) -> bool:
    """Whether someone may read what was sent and what is being prepared, and how far a send has come."""
    return user.has_perm("newsletter.view_issue") or may_compose(user)


def may_compose(user) -> bool:
    """Whether someone may prepare an issue and send a test of it to themselves."""
    return user.has_perm("newsletter.change_issue")


def may_delete_issues(user) -> bool:
    """Whether someone may delete an issue that has not begun to go out."""
    return user.has_perm("newsletter.delete_issue")


def may_send(user) -> bool:
    """Whether someone may give an issue to its readers, and stop it on the way."""
    return user.has_perm("newsletter.send_issue")


def may_ask_the_doctor(user) -> bool:
    """Whether someone may have looked up how our mail stands, which asks other sites."""
    return may_compose(user) or may_send(user)


def may_manage_digests(user) -> bool:
    """Whether someone may change by which rule a list makes issues of its own."""
    return user.has_perm("newsletter.change_digestrule")
