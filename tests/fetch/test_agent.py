from broadsheet.fetch.agent import agent_name


def test_an_outlet_is_told_who_asks_and_where_to_complain():
    name = agent_name("0.1.0", "desk@paper.example", "https://paper.example")
    assert name == "Broadsheet/0.1.0 (+desk@paper.example; news reader)"


def test_the_public_address_stands_in_for_a_contact():
    name = agent_name("0.1.0", "", "https://paper.example")
    assert name == "Broadsheet/0.1.0 (+https://paper.example; news reader)"


def test_without_either_only_the_name_is_told():
    assert agent_name("0.1.0") == "Broadsheet/0.1.0 (news reader)"


def test_nothing_in_a_contact_can_end_the_header_or_the_comment():
    name = agent_name("0.1.0", "a)\r\nX-Evil: 1\x00 (é")
    assert name == "Broadsheet/0.1.0 (+aX-Evil:1; news reader)"
