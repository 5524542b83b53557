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


def may_erase_subscribers(user) -> bool:
    """Whether someone may erase a reader, with the proofs of consent."""
    return user.has_perm("newsletter.delete_subscriber")
